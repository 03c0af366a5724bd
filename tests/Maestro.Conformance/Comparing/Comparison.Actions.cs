using System.Text.Json.Nodes;
using Maestro.Conformance.Running;

namespace Maestro.Conformance.Comparing;

// Which changing calls were made: per instance, and the pulls.
internal sealed partial class Comparison
{
    private void CompareActions()
    {
        var actual = _run.Calls.Where(c => c.IsAboutContainer)
            .GroupBy(c => c.Container)
            .ToDictionary(g => g.Key, g => new JsonArray([.. g.Select(c => Tolerances.Comparable(c.ToStep()))]));
        var expected = _golden.Actions!
            .Select(a => (a.Key, Steps: new JsonArray([.. a.Value.Select(Tolerances.Comparable).OfType<JsonObject>()])))
            .Where(a => a.Steps.Count > 0)
            .ToDictionary(a => a.Key, a => a.Steps);
        foreach (var name in actual.Keys.Union(expected.Keys).Order(StringComparer.Ordinal).Where(n => IsHeldTo(n, actual, expected)))
        {
            if (!JsonNode.DeepEquals(actual.GetValueOrDefault(name), expected.GetValueOrDefault(name)))
            {
                Differ($"actions on {name}", actual.GetValueOrDefault(name), expected.GetValueOrDefault(name));
            }
        }
    }

    // After a failure what does not depend on it may or may not have been reached; what does depend on it must not.
    private bool IsHeldTo(string name, Dictionary<string, JsonArray> actual, Dictionary<string, JsonArray> expected)
        => _golden.Error is null
            || (expected.ContainsKey(name) ? actual.ContainsKey(name) : _golden.Order.Any(pair => pair[1] == name));

    private void ComparePulls()
    {
        var expected = new Dictionary<Pull, HashSet<Login>>();
        foreach (var pull in _golden.Pulls)
        {
            var allowed = Entry(expected, Pull.Of(pull.Ship, pull.Repository, pull.Tag));
            allowed.Add(Login.Of(pull.Auth));

            // What the original logged in with just before may travel with the pull itself.
            allowed.UnionWith(_golden.Logins.Where(l => l.Ship == pull.Ship && l.Instance == pull.Instance).Select(l => Login.Of(l.Body)));
        }

        var actual = new Dictionary<Pull, HashSet<Login>>();
        foreach (var call in _run.Calls.Where(c => c.Operation == "pull"))
        {
            Entry(actual, Pull.Of(call.Ship, call.Request.Query.GetValueOrDefault("fromImage", ""), call.Request.Query.GetValueOrDefault("tag")))
                .Add(Login.Of(call.Credentials()));
        }

        ExpectSame("the pulls", actual.Keys.Select(p => p.ToString()), expected.Keys.Select(p => p.ToString()));
        foreach (var pull in actual.Keys.Where(p => expected.ContainsKey(p) && !actual[p].IsSubsetOf(expected[p])))
        {
            Differ($"credentials of the pull {pull}", actual[pull].Select(l => l.User), expected[pull].Select(l => l.User));
        }
    }

    private static HashSet<Login> Entry(Dictionary<Pull, HashSet<Login>> pulls, Pull pull)
        => pulls.TryGetValue(pull, out var logins) ? logins : pulls[pull] = [];

    private sealed record Login(string User, string Password)
    {
        public static Login Of(JsonObject? credentials) => new((string?)credentials?["username"] ?? "", (string?)credentials?["password"] ?? "");
    }

    private sealed record Pull(string Ship, string Repository, string Reference)
    {
        public static Pull Of(string ship, string repository, string? tag)
        {
            if (!string.IsNullOrEmpty(tag))
            {
                return new Pull(ship, repository, tag);
            }

            var at = repository.LastIndexOf('@');
            var colon = at >= 0 ? at : repository.LastIndexOf(':');
            return colon >= 0 && !repository[colon..].Contains('/', StringComparison.Ordinal)
                ? new Pull(ship, repository[..colon], repository[(colon + 1)..])
                : new Pull(ship, repository, "latest");
        }

        public override string ToString() => $"{Repository}:{Reference} on {Ship}";
    }
}
