import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type ResponseOf } from "@/lib/api/client";
import { useLiveEvents } from "@/lib/live/LiveProvider";

export type Task = ResponseOf<"GET /api/v1/tasks">["items"][number];

export interface TaskFilter {
  department?: string;
  mine?: boolean;
  unassigned?: boolean;
  overdue?: boolean;
}

const key = "tasks";

export function useTasks(filter: TaskFilter) {
  const client = useQueryClient();
  // Tasks are parts of cases: their events carry the case's name.
  useLiveEvents((event) => {
    if (event.kind.startsWith("case.task_") || event.kind.startsWith("task.")) {
      void client.invalidateQueries({ queryKey: [key] });
    }
  });
  return useInfiniteQuery({
    queryKey: [key, filter],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/v1/tasks", {
        query: { ...filter, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } as never,
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
}

export function useTaskActs() {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: [key] });
  const path = (task: Task) => ({ id: task.case_id, task: task.id });
  const take = useMutation({
    mutationFn: (task: Task) => api("POST /api/v1/cases/{id}/tasks/{task}/take", { path: path(task) }),
    onSettled: again,
  });
  const hand = useMutation({
    mutationFn: ({ task, to }: { task: Task; to: string }) =>
      api("POST /api/v1/cases/{id}/tasks/{task}/assign", { path: path(task), body: { to } }),
    onSettled: again,
  });
  const finish = useMutation({
    mutationFn: ({ task, state, result }: { task: Task; state: "done" | "cancelled"; result: string }) =>
      api("POST /api/v1/cases/{id}/tasks/{task}", { path: path(task), body: { state, result } }),
    onSettled: again,
  });
  return { take, hand, finish };
}
