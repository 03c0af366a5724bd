using Maestro.Engine.Docker;

namespace Maestro.Engine.Execution;

/// <summary>Writes to another stream and tells how much. Does not own it.</summary>
internal sealed class CountedStream(Stream destination, Action<long> written) : PassingStream(destination, ownsInner: false)
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        written(buffer.Length);
    }
}
