namespace Maestro.Engine.Templates.Syntax;

/// <summary>What a template does, one after the other. The tree is one family of small records, so they share a file.</summary>
internal abstract record Statement(Place At);

internal sealed record DataStatement(Place At, int End) : Statement(At);

internal sealed record OutputStatement(Place At, Expression Value) : Statement(At);

internal sealed record IfStatement(Place At, IReadOnlyList<(Expression Condition, IReadOnlyList<Statement> Body)> Branches, IReadOnlyList<Statement> Else) : Statement(At);

internal sealed record ForStatement(Place At, ForHeader Header, IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Else) : Statement(At);

/// <param name="IsRecursive">Whether <c>loop(items)</c> goes through other items in the same way.</param>
internal sealed record ForHeader(AssignmentTarget Target, Expression Items, Expression? Condition, bool IsRecursive);

internal sealed record SetStatement(Place At, AssignmentTarget Target, Expression Value) : Statement(At);

internal sealed record SetBlockStatement(Place At, AssignmentTarget Target, Expression? Filter, IReadOnlyList<Statement> Body) : Statement(At);

internal sealed record WithStatement(Place At, IReadOnlyList<(AssignmentTarget Target, Expression Value)> Bindings, IReadOnlyList<Statement> Body) : Statement(At);

internal sealed record FilterStatement(Place At, Expression Filter, IReadOnlyList<Statement> Body) : Statement(At);

internal sealed record BlockStatement(Place At, BlockHeader Header, IReadOnlyList<Statement> Body) : Statement(At);

internal sealed record BlockHeader(string Name, bool IsScoped, bool IsRequired);

internal sealed record ExtendsStatement(Place At, Expression File) : Statement(At);

internal sealed record IncludeStatement(Place At, Expression File, bool IgnoresMissing, bool WithContext) : Statement(At);

internal sealed record ImportStatement(Place At, Expression File, string Alias, bool WithContext) : Statement(At);

internal sealed record FromImportStatement(Place At, Expression File, IReadOnlyList<(string Name, string Alias, Place At)> Names, bool WithContext) : Statement(At);

internal sealed record MacroStatement(Place At, Macro Macro) : Statement(At);

internal sealed record CallStatement(Place At, CallExpression Call, Macro Caller) : Statement(At);

/// <summary>A macro, or the block of a <c>call</c>, as it is written.</summary>
/// <param name="Names">The names that its body uses.</param>
internal sealed record Macro(string Name, IReadOnlyList<(string Name, Expression? Default)> Parameters, IReadOnlyList<Statement> Body, IReadOnlySet<string> Names);

/// <summary>What a value is given to.</summary>
internal abstract record AssignmentTarget(Place At);

internal sealed record NameTarget(Place At, string Name) : AssignmentTarget(At);

internal sealed record NamespaceTarget(Place At, string Namespace, string Name) : AssignmentTarget(At);

internal sealed record TupleTarget(Place At, IReadOnlyList<AssignmentTarget> Items) : AssignmentTarget(At);

/// <summary>A whole file.</summary>
/// <param name="Blocks">All its blocks by name, those inside others too.</param>
internal sealed record ParsedTemplate(TemplateSource Source, IReadOnlyList<Statement> Body, IReadOnlyDictionary<string, BlockStatement> Blocks);
