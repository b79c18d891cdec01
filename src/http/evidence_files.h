// Photos and videos on their way in and out.
#pragma once

#include <memory>

#include "app/case_evidence.h"
#include "http/call.h"
#include "ports/blobs.h"
#include "ports/pictures.h"

namespace shouhou::http {

// The uploaded file of the request, cleaned, sealed and on disk; it goes again if nothing is stored that
// speaks of it. Not from a store thread. Errors: those of app::ready_file and of the store.
Result<app::ReadyFile> uploaded_file(const Call& call, ports::Blobs& blobs, ports::Pictures& pictures);

// Sends the file in the clear, piece by piece.
void answer_with(const std::shared_ptr<Call>& call, ports::Blobs& blobs, const app::EvidenceFile& file);

}  // namespace shouhou::http
