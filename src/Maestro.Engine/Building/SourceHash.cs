using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Maestro.Engine.Building;

/// <summary>SHA-256 over facts and files, in the order in which they are added.</summary>
internal sealed class SourceHash : IDisposable
{
    private const int Buffer = 128 * 1024;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds a text, so that no two lists of texts come to the same.</summary>
    public SourceHash Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        _hash.AppendData(length);
        _hash.AppendData(bytes);
        return this;
    }

    public SourceHash Add(IReadOnlyDictionary<string, string> values)
    {
        foreach (var (name, value) in values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            Add(name).Add(value);
        }

        return this;
    }

    /// <exception cref="BuildInputException">The file cannot be read.</exception>
    public async Task AddFileAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, Buffer, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using (file.ConfigureAwait(false))
            {
                Add(Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation).ConfigureAwait(false)));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw BuildInputException.Unreadable(path, exception);
        }
    }

    /// <summary>The hash in small hexadecimal digits. Nothing can be added any more.</summary>
    public string End() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
