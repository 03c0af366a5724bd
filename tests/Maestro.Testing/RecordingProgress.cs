using Maestro.Engine.Progress;

namespace Maestro.Testing;

/// <summary>Keeps every event that it is told, and lets a test do something when one arrives.</summary>
public sealed class RecordingProgress : IProgress<MaestroEvent>
{
    private readonly Lock _lock = new();
    private readonly List<MaestroEvent> _events = [];

    public Action<MaestroEvent>? OnEvent { get; set; }

    public IReadOnlyList<MaestroEvent> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    public void Report(MaestroEvent value)
    {
        lock (_lock)
        {
            _events.Add(value);
        }

        OnEvent?.Invoke(value);
    }
}
