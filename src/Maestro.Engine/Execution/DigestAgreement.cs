using System.Collections.Concurrent;

namespace Maestro.Engine.Execution;

/// <summary>What the tags of a play stand for: one digest each, for all ships, also when somebody moves the tag meanwhile.</summary>
internal sealed class DigestAgreements
{
    private readonly ConcurrentDictionary<string, DigestAgreement> _agreements = new(StringComparer.Ordinal);

    /// <param name="image">The image with its tag, as <see cref="Model.ImageReference.Full"/> has it.</param>
    public DigestAgreement On(string image) => _agreements.GetOrAdd(image, _ => new DigestAgreement());

    /// <summary>The digest of an image that was pulled; null when none was, or nobody has told its digest.</summary>
    public string? DigestOf(string image) => _agreements.GetValueOrDefault(image)?.Digest;
}

/// <summary>What one tag stands for. The first ship asks for all; where it learns nothing, each asks for itself, and what is learned first holds.</summary>
internal sealed class DigestAgreement
{
    private readonly TaskCompletionSource _firstHasAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _digest;
    private int _askers;

    public string? Digest => Volatile.Read(ref _digest);

    /// <param name="ask">Asks the registry; null when it does not tell.</param>
    /// <param name="cancellation">Ends the wait for the one who asks.</param>
    public async Task<string?> LearnAsync(Func<Task<string?>> ask, CancellationToken cancellation)
    {
        if (Digest is null && Interlocked.Increment(ref _askers) > 1)
        {
            await _firstHasAsked.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }

        if (Digest is { } known)
        {
            return known;
        }

        try
        {
            return await ask().ConfigureAwait(false) is { } told ? Settle(told) : null;
        }
        finally
        {
            _firstHasAsked.TrySetResult();
        }
    }

    /// <returns>The digest that holds: the one given, unless another one was settled on before.</returns>
    public string Settle(string digest) => Interlocked.CompareExchange(ref _digest, digest, null) ?? digest;
}
