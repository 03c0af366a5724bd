using Maestro.Engine.Templates.Syntax;

namespace Maestro.Engine.Templates.Evaluation;

/// <summary>A file that is being rendered, alone or as the parent of one that extends it.</summary>
/// <param name="template">The file.</param>
/// <param name="blocks">The blocks of it and of the files that extend it.</param>
/// <param name="root">The names of its outermost level.</param>
/// <param name="output">Where its text goes.</param>
internal sealed class TemplateContext(ParsedTemplate template, BlockTable blocks, Scope root, TemplateOutput output)
{
    public ParsedTemplate Template { get; } = template;

    public BlockTable Blocks { get; } = blocks;

    public Scope Root { get; } = root;

    public TemplateOutput Output { get; } = output;

    /// <summary>The file that this one extends, once it has said so.</summary>
    public ParsedTemplate? Parent { get; set; }
}

/// <summary>Where evaluation stands: in which file, with which names, writing where, inside which block.</summary>
internal sealed record Frame(TemplateContext Context, Scope Scope, TemplateOutput Output, BlockLevel? Block = null)
{
    /// <summary>Whether text is dropped: a file that extends another gives its blocks and nothing else.</summary>
    public bool IsSilent => Context.Parent is not null && Block is null && ReferenceEquals(Output, Context.Output);

    public Frame Inner() => this with { Scope = new Scope(Scope) };
}

/// <summary>A block that is being rendered, and how many definitions of it lie below, which <c>super()</c> reaches.</summary>
internal sealed record BlockLevel(string Name, int Level);

/// <summary>The definitions of each block, those of the file that was asked for first.</summary>
internal sealed class BlockTable
{
    private readonly Dictionary<string, List<BlockStatement>> _blocks = new(StringComparer.Ordinal);

    public void Add(ParsedTemplate template)
    {
        foreach (var (name, block) in template.Blocks)
        {
            if (!_blocks.TryGetValue(name, out var definitions))
            {
                _blocks[name] = definitions = [];
            }

            definitions.Add(block);
        }
    }

    public BlockStatement? Find(BlockLevel level)
        => _blocks.TryGetValue(level.Name, out var definitions) && level.Level < definitions.Count ? definitions[level.Level] : null;
}
