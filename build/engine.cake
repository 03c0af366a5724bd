// Finding a Docker engine: DOCKER_HOST, else the default socket, else a private engine of this folder.
#load "private-engine.cake"

string DefaultHost => IsRunningOnWindows() ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";

// What this build starts from here on (docker, tests, samples) talks to that engine.
void UseEngine(string host)
{
    System.Environment.SetEnvironmentVariable("DOCKER_HOST", host);
    Information($"DOCKER_HOST={host}");
}

string? FindEngine()
{
    if (EnvironmentVariable("DOCKER_HOST") is { Length: > 0 } asked)
    {
        return Answers(asked, out var error)
            ? asked
            : throw new CakeException($"The engine that DOCKER_HOST names ({asked}) does not answer: {error}");
    }

    string[] usual = [DefaultHost, PrivateHost];
    return usual.FirstOrDefault(host => Answers(host, out _));
}

bool Answers(string host, out string error)
{
    if (!HasProgram("docker"))
    {
        error = "there is no docker command to ask it with; install Docker's command line (Debian: docker.io)";
        return false;
    }

    return TryRead("docker", ["--host", host, "version", "--format", "{{ .Server.Version }}"], out _, out error);
}
