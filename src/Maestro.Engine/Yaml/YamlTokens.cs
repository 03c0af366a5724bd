using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Maestro.Engine.Yaml;

/// <summary>A scanner that keeps the ',' after an anchored scalar for the parser's second look at it.</summary>
/// <remarks>
/// The parser (YamlDotNet 18.1) looks ahead twice there without consuming, which makes its own scanner lose the ',' of
/// <c>{ip: &amp;address 10.0.0.1, docker_port: 4243}</c>.
/// </remarks>
internal sealed class YamlTokens(TextReader text) : IScanner
{
    private readonly Scanner _scanner = new(text, skipComments: true);
    private bool _isAfterAnchor;
    private bool _isAfterAnchoredScalar;
    private bool _keeps;

    public Mark CurrentPosition => _scanner.CurrentPosition;

    public Token? Current => _scanner.Current;

    public bool MoveNext()
    {
        if (Current is not null)
        {
            ConsumeCurrent();
        }

        return MoveNextWithoutConsuming();
    }

    public bool MoveNextWithoutConsuming()
    {
        if (_keeps)
        {
            _keeps = false;
            return true;
        }

        var moved = _scanner.MoveNextWithoutConsuming();
        _keeps = moved && _isAfterAnchoredScalar && Current is FlowEntry;
        return moved;
    }

    public void ConsumeCurrent()
    {
        _keeps = false;
        _isAfterAnchoredScalar = _isAfterAnchor && Current is Scalar;
        _isAfterAnchor = Current is Anchor || (_isAfterAnchor && Current is Tag);
        _scanner.ConsumeCurrent();
    }
}
