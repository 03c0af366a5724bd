using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Reporting;

/// <summary>Dependency trees as lines of text, in the form that MaestroNG has.</summary>
internal sealed class DepTreeText(DependencyTree tree, bool recursive)
{
    /// <summary>A tree that repeats itself doubles with each layer of the file.</summary>
    private const int MostLines = 100_000;

    private readonly List<string> _lines = [];
    private int _nodes;

    /// <exception cref="MaestroException">There is no end of lines.</exception>
    public static string Render(DependencyTree tree, bool recursive) => new DepTreeText(tree, recursive).Render();

    private string Render()
    {
        foreach (var root in tree.Roots)
        {
            if (_lines.Count > 0)
            {
                _lines.Add(string.Empty);
            }

            _lines.Add(root);
            Add(Below(root, new HashSet<string>([root], StringComparer.Ordinal)), " ");
        }

        return string.Join('\n', _lines);
    }

    private List<Branch> Below(string service, HashSet<string> shown)
    {
        var branches = new List<Branch>();
        foreach (var dependency in tree.DependenciesOf(service).Where(d => recursive || shown.Add(d)))
        {
            ThrowIfEndless();
            branches.Add(new Branch(dependency, Below(dependency, shown)));
        }

        return branches;
    }

    private void Add(List<Branch> branches, string indent)
    {
        foreach (var branch in branches)
        {
            var isLast = ReferenceEquals(branch, branches[^1]);
            _lines.Add($"{indent}{(isLast ? '\\' : '+')}- {branch.Service}");
            Add(branch.Below, indent + (isLast ? "  " : "|  "));
        }
    }

    private void ThrowIfEndless()
    {
        if (++_nodes > MostLines)
        {
            throw new MaestroException(Diagnostic.Error(
                DiagnosticCodes.InvalidOption,
                string.Create(CultureInfo.InvariantCulture, $"The tree has more than {MostLines} lines when it repeats what it has shown already. Leave 'recursive' out, or name a service.")));
        }
    }

    private sealed record Branch(string Service, List<Branch> Below);
}
