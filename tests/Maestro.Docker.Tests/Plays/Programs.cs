namespace Maestro.Docker.Tests.Plays;

/// <summary>What the containers of these tests run: shell scripts for busybox that serve port 80.</summary>
internal static class Programs
{
    public const string Serve = "trap 'exit 0' TERM; nc -ll -p 80 -e cat & wait";

    public const string AcceptAndCloseAtOnce = "trap 'exit 0' TERM; nc -ll -p 80 -e true & wait";

    public const string NeverServe = "trap 'exit 0' TERM; echo still thinking; sleep 1000 & wait";

    public const string Crash = "echo about to fail >&2; sleep 0.5; exit 3";

    public const string CrashOnceThenServe = "if [ ! -e /tmp/tried ]; then touch /tmp/tried; sleep 0.3; exit 1; fi; " + Serve;

    public static string ServeAfter(double seconds) => FormattableString.Invariant($"trap 'exit 0' TERM; sleep {seconds}; nc -ll -p 80 -e cat & wait");
}
