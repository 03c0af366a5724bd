namespace Maestro.Engine.Docker;

/// <summary>Asks an engine whether it lives: once for all who want to know at the same time.</summary>
internal sealed class Pulse(Func<Task> ping)
{
    private readonly Lock _gate = new();
    private Task? _beat;

    /// <exception cref="DockerConnectionException">It does not.</exception>
    public Task BeatAsync()
    {
        lock (_gate)
        {
            return _beat is null or { IsCompleted: true } ? _beat = ping() : _beat;
        }
    }
}
