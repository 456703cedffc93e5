#pragma once

#include "http/message.h"
#include "office/office.h"
#include "store/failure.h"

// What the office says, as answers of HTTP (docs/api/office.md).
namespace diemcau::api {

using journal::Json;

http::HttpResponse ok(const Json& body);
// 200 Done, 409 Refusal (401 for who is not known), 503 LogFailure, which is logged.
http::HttpResponse answer_of(const office::Reply& reply);
http::HttpResponse refused(int status, const journal::Refusal& refusal);
http::HttpResponse failed(const store::Failure& failure);
http::HttpResponse answer_of(const store::NotDone& why);

}  // namespace diemcau::api
