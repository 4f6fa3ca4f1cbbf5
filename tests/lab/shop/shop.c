// A shipped program for the real node, as small as it can be: health over a Unix socket.
//   shop serve VERSION     answers every request on SOCKET with its status and version
//   shop crash VERSION     ends at once, with an error
//   shop probe             0 if somebody answers on SOCKET that all is well
//   shop pause             does nothing, for ever
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "/run/hecate/shop.sock" };

static void leave(int signal) { _exit(signal == SIGTERM ? 0 : 1); }

static int serve(const char *version) {
    char request[4096], body[200], answer[400];
    int length = snprintf(body, sizeof body, "{\"status\":\"ok\",\"version\":\"%s\"}", version);
    int whole = snprintf(answer, sizeof answer,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", length, body);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    unlink(address.sun_path);
    if (bind(listener, (const struct sockaddr *)&address, sizeof address) || listen(listener, 16)) { perror(address.sun_path); return 1; }
    for (;;) {
        int caller = accept(listener, NULL, NULL);
        if (caller < 0) continue;
        if (read(caller, request, sizeof request) > 0 && write(caller, answer, whole) < 0) perror("write");
        close(caller);
    }
}

static int probe(void) {
    static const char ask[] = "GET /health HTTP/1.1\r\nHost: shop\r\n\r\n";
    char answer[4096];
    size_t got = 0;
    ssize_t more;
    int server = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(server, (const struct sockaddr *)&address, sizeof address) || write(server, ask, sizeof ask - 1) < 0) { perror(address.sun_path); return 1; }
    while ((more = read(server, answer + got, sizeof answer - 1 - got)) > 0) got += more;
    answer[got] = 0;
    return strstr(answer, "\"status\":\"ok\"") ? 0 : 1;
}

int main(int count, char **arguments) {
    const char *what = count > 1 ? arguments[1] : "";
    signal(SIGTERM, leave);
    signal(SIGPIPE, SIG_IGN);
    if (!strcmp(what, "serve") && count > 2) return serve(arguments[2]);
    if (!strcmp(what, "probe")) return probe();
    if (!strcmp(what, "pause")) for (;;) pause();
    fprintf(stderr, "this version does not work\n");
    return 1;
}
