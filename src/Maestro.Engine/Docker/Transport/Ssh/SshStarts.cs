using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>Lets only so many logins go on at once: an SSH server drops connections when many have not logged in yet, by default from ten on.</summary>
/// <param name="most">For all servers together.</param>
/// <param name="mostPerServer">For one server, be it a ship or on the way to some.</param>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the process, and its semaphores have no handles.")]
internal sealed class SshStarts(int most, int mostPerServer)
{
    /// <summary>For all plays of this process.</summary>
    public static readonly SshStarts Shared = new(most: 30, mostPerServer: 8);

    private readonly SemaphoreSlim _all = new(most);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _servers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a turn at all of the servers. Disposing it lets others have theirs.</summary>
    public async Task<IDisposable> TakeTurnAsync(IEnumerable<string> servers, CancellationToken cancellation)
    {
        var turn = new Turn();
        try
        {
            // Always in the same order, so that nobody waits for one who waits for him; and for all servers last, so that a crowded one holds up itself alone.
            foreach (var server in servers.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase))
            {
                await turn.AddAsync(_servers.GetOrAdd(server, _ => new SemaphoreSlim(mostPerServer)), cancellation).ConfigureAwait(false);
            }

            await turn.AddAsync(_all, cancellation).ConfigureAwait(false);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    private sealed class Turn : IDisposable
    {
        private readonly Stack<SemaphoreSlim> _held = new();

        public async Task AddAsync(SemaphoreSlim gate, CancellationToken cancellation)
        {
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            _held.Push(gate);
        }

        public void Dispose()
        {
            while (_held.TryPop(out var gate))
            {
                gate.Release();
            }
        }
    }
}
