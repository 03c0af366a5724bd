using Maestro.Engine.Auditing;

namespace Maestro.Engine.Tests.Auditing;

/// <summary>Keeps what it is told, and fails as a test wants.</summary>
internal sealed class ScriptedAuditor : IAuditor
{
    private readonly Lock _lock = new();
    private readonly List<string> _tries = [];
    private readonly Func<int, CancellationToken, Task> _script;

    /// <param name="failures">How the first tries end; those after them succeed.</param>
    public ScriptedAuditor(params Func<int, Exception>[] failures)
        => _script = (number, _) => number <= failures.Length ? Task.FromException(failures[number - 1](number)) : Task.CompletedTask;

    /// <param name="until">Every try lasts until this is over, whatever is cancelled.</param>
    public ScriptedAuditor(Task until) => _script = (_, _) => until;

    private ScriptedAuditor(Func<int, CancellationToken, Task> script) => _script = script;

    public IReadOnlyList<string> Tries
    {
        get
        {
            lock (_lock)
            {
                return [.. _tries];
            }
        }
    }

    public static ScriptedAuditor Always(Exception failure) => new((_, _) => Task.FromException(failure));

    public static ScriptedAuditor Silent() => new((_, cancellation) => Task.Delay(Timeout.Infinite, cancellation));

    public Task TellAsync(AuditEntry entry, CancellationToken cancellation)
    {
        int number;
        lock (_lock)
        {
            _tries.Add(string.Join('+', entry.What));
            number = _tries.Count;
        }

        return _script(number, cancellation);
    }
}
