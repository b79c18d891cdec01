-- What wrk sends in bench/desk.mjs, and the result as one line of JSON. Arguments after --:
--   get TOKEN PATHS        GETs, one path a line in the file PATHS, in an order of each thread's own
--   open TOKEN RUN         POST /api/v1/cases, each with an external id of its own
local threads = 0
function setup(thread)
  thread:set("place", threads)
  threads = threads + 1
end

local paths, headers, count, run = {}, {}, 0, ""
function init(args)
  headers = { ["Authorization"] = "Bearer " .. args[2], ["Content-Type"] = "application/json" }
  if args[1] == "get" then
    for line in io.lines(args[3]) do paths[#paths + 1] = line end
    math.randomseed(place + 1)
  else
    run = args[3] .. "-" .. place .. "-"
  end
end

function request()
  if #paths == 1 then return wrk.format("GET", paths[1], headers) end
  if #paths > 1 then return wrk.format("GET", paths[math.random(#paths)], headers) end
  count = count + 1
  return wrk.format("POST", "/api/v1/cases", headers,
    '{"channel":"taobao","source":"api","external_id":"' .. run .. count ..
    '","subject":"羊毛开衫 米白 M","issue":"quality_defect","mood":"annoyed","demand":"refund_only"}')
end

function done(summary, latency, requests)
  local wrong = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"max":%.3f,"failed":%d,"broken":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    latency.max / 1000, wrong.status, wrong.connect + wrong.read + wrong.write + wrong.timeout))
end
