-- The queue of what has a clock running. Its last column lets a walk leave rows out without looking them up.
CREATE INDEX case_due_clock ON cases (shop_id, due, id, next_deadline) WHERE live = 1 AND next_deadline IS NOT NULL;
