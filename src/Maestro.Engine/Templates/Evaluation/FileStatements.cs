using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Syntax;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Evaluation;

/// <summary>Carries out the statements that bring in other files.</summary>
internal sealed class FileStatements(TemplateRuntime runtime, TemplateEvaluator evaluator, TemplateLibrary library, Scope globals)
{
    public void Execute(Statement statement, Frame frame)
    {
        switch (statement)
        {
            case ExtendsStatement extends:
                Extend(extends, frame);
                break;
            case IncludeStatement include when !frame.IsSilent:
                Include(include, frame);
                break;
            case ImportStatement import:
                frame.Scope.Set(import.Alias, Import(import.File, import.WithContext, frame));
                break;
            case FromImportStatement import:
                ImportNames(import, frame);
                break;
        }
    }

    private void Extend(ExtendsStatement extends, Frame frame)
    {
        if (frame.Context.Parent is not null)
        {
            throw new TemplateFailure(DiagnosticCodes.TemplateOperation, "The file extends another one already.", extends.At);
        }

        frame.Context.Parent = Load(extends.File, frame);
    }

    private void Include(IncludeStatement include, Frame frame)
    {
        if (Find(include, frame) is { } template)
        {
            evaluator.Render(template, new Scope(include.WithContext ? frame.Scope : globals), frame.Output);
        }
    }

    // Of several files the first that is there.
    private ParsedTemplate? Find(IncludeStatement include, Frame frame)
    {
        var given = TemplateRuntime.Defined(evaluator.Evaluate(include.File, frame));
        runtime.At = include.File.At;
        if (given is not SequenceValue)
        {
            return library.Load(FileName(given), include.File.At, include.IgnoresMissing);
        }

        List<string> names = [.. runtime.Items(given).Select(FileName)];
        return names.Select(n => library.Load(n, include.File.At, ignoresMissing: true)).FirstOrDefault(f => f is not null)
            ?? (include.IgnoresMissing ? null : throw new TemplateFailure(
                DiagnosticCodes.TemplateFileNotFound, $"None of these files exists: {string.Join(", ", names.Select(n => $"'{n}'"))}.", include.File.At));
    }

    private ModuleValue Import(Expression file, bool withContext, Frame frame)
    {
        var template = Load(file, frame);
        var root = new Scope(withContext ? frame.Scope : globals);
        evaluator.Render(template, root, new TemplateOutput(runtime, keepsMap: false));
        return new ModuleValue(root.Own.Where(n => !n.Key.StartsWith('_')).ToDictionary(n => n.Key, n => n.Value, StringComparer.Ordinal));
    }

    private void ImportNames(FromImportStatement import, Frame frame)
    {
        var module = Import(import.File, import.WithContext, frame);
        foreach (var (name, alias, at) in import.Names)
        {
            frame.Scope.Set(alias, module.Attribute(name)
                ?? throw new TemplateFailure(DiagnosticCodes.TemplateAttribute, $"The imported file has no '{name}'{NearMiss.Hint(name, module.Names)}", at));
        }
    }

    private ParsedTemplate Load(Expression file, Frame frame) => library.Load(FileName(file, frame), file.At, ignoresMissing: false)!;

    private string FileName(Expression file, Frame frame)
    {
        var value = TemplateRuntime.Defined(evaluator.Evaluate(file, frame));
        runtime.At = file.At;
        return FileName(value);
    }

    private string FileName(Value value)
        => value is TextValue name ? name.Text : throw runtime.WrongType($"Expected the name of a file; found {value.Kind}.");
}
