-- Sixteen requests in one write; wrk counts each answer.
function init()
  local batch = {}
  for i = 1, 16 do
    batch[i] = wrk.format()
  end
  requests = table.concat(batch)
end

function request()
  return requests
end
