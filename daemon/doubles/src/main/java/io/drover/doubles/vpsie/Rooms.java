package io.drover.doubles.vpsie;

import java.util.Optional;

/** The parts of the API behind the door. */
record Rooms(LoginApi logins, DocumentApi document, AppsApi apps, ClusterApi clusters) {

  Answer answer(Call call) {
    Optional<Answer> answer =
        switch (call.endpoint().profile()) {
          case DOCUMENT -> document.answer(call);
          case APPS_V2 -> apps.answer(call);
        };
    return answer
        .or(() -> clusters.answer(call))
        .orElseThrow(() -> new IllegalStateException("nobody answers " + call.endpoint()));
  }
}
