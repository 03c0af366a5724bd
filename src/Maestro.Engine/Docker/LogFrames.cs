using System.Buffers.Binary;

namespace Maestro.Engine.Docker;

/// <summary>Takes apart a log stream: frames of stdout and stderr, each with a header of 8 bytes, or plain bytes where there is a terminal.</summary>
internal sealed class LogFrames
{
    private const int HeaderLength = 8;
    private const int LargestChunk = 16 * 1024;
    private const byte ErrorStream = 2;
    private const byte LastStream = 3; // 0 stdin, 1 stdout, 2 stderr, 3 the engine's own errors

    private readonly Stream _body;
    private readonly bool _plain;
    private readonly byte[] _header = new byte[HeaderLength];
    private readonly byte[] _buffer = new byte[LargestChunk];
    private LogSource _source;
    private uint _left;

    public LogFrames(Stream body, bool plain)
    {
        _body = body;
        _plain = plain;
    }

    /// <summary>The next piece as it comes, in memory of its own; null at the end. A frame that breaks off yields what there is of it.</summary>
    /// <exception cref="InvalidDataException">This is no framed log.</exception>
    public async ValueTask<LogChunk?> NextAsync(CancellationToken cancellation)
    {
        if (_plain)
        {
            return await ReadAsync(LargestChunk, cancellation).ConfigureAwait(false);
        }

        while (_left == 0)
        {
            if (!await ReadHeaderAsync(cancellation).ConfigureAwait(false))
            {
                return null;
            }
        }

        var chunk = await ReadAsync((int)Math.Min(_left, LargestChunk), cancellation).ConfigureAwait(false);
        _left -= (uint)(chunk?.Bytes.Length ?? 0);
        return chunk is null ? null : chunk with { EndsFrame = _left == 0 };
    }

    private async ValueTask<LogChunk?> ReadAsync(int most, CancellationToken cancellation)
    {
        var count = await _body.ReadAsync(_buffer.AsMemory(0, most), cancellation).ConfigureAwait(false);
        return count == 0 ? null : new LogChunk(_source, _buffer.AsSpan(0, count).ToArray());
    }

    private async ValueTask<bool> ReadHeaderAsync(CancellationToken cancellation)
    {
        var count = await _body.ReadAtLeastAsync(_header, HeaderLength, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (count < HeaderLength)
        {
            return false;
        }

        if (_header[0] > LastStream || _header[1] != 0 || _header[2] != 0 || _header[3] != 0)
        {
            throw new InvalidDataException("The log stream is not made of frames.");
        }

        _source = _header[0] >= ErrorStream ? LogSource.Error : LogSource.Output;
        _left = BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(4));
        return true;
    }
}
