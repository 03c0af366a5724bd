using FsCheck;
using FsCheck.Fluent;
using Maestro.Engine.Graph;

namespace Maestro.Engine.Tests.Graph;

public class DirectedGraphTests
{
    [Fact]
    public void Puts_every_node_after_all_its_successors() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Acyclic().ToArbitrary(), edges =>
    {
        var graph = GraphOf(edges);
        var place = Places(graph.SuccessorsFirst());
        return edges.All(e => place[e.To] < place[e.From]);
    }));

    [Fact]
    public void Names_every_node_once() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Acyclic().ToArbitrary(), edges =>
    {
        var graph = GraphOf(edges);
        return graph.SuccessorsFirst().Order().SequenceEqual(graph.Nodes.Order());
    }));

    [Fact]
    public void Reaches_the_same_pairs_forwards_and_backwards() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Acyclic().ToArbitrary(), edges =>
    {
        var graph = GraphOf(edges);
        return graph.Nodes.All(from => graph.Reach([from]).All(to => graph.ReachBackwards([to]).Contains(from)));
    }));

    [Fact]
    public void Keeps_the_order_of_insertion_among_nodes_that_need_nothing_of_each_other()
    {
        var graph = new DirectedGraph<string>();
        foreach (var node in (string[])["delta", "alpha", "charlie", "bravo"])
        {
            graph.AddNode(node);
        }

        graph.AddEdge("delta", "bravo");

        Assert.Equal(["alpha", "charlie", "bravo", "delta"], graph.SuccessorsFirst());
    }

    [Fact]
    public void Reaches_the_nodes_given_and_all_behind_them()
    {
        var graph = GraphOf([(1, 2), (2, 3), (4, 3), (5, 6)]);

        Assert.Equal([1, 2, 3], graph.Reach([1]).Order());
        Assert.Equal([1, 2, 3, 4], graph.ReachBackwards([3]).Order());
        Assert.Equal([3, 5, 6], graph.Reach([3, 5]).Order());
    }

    [Fact]
    public void Compares_nodes_by_the_comparer_that_it_was_given()
    {
        var graph = new DirectedGraph<string>(StringComparer.OrdinalIgnoreCase);
        graph.AddEdge("web", "DB");
        graph.AddEdge("WEB", "cache");

        Assert.Equal(["web", "DB", "cache"], graph.Nodes);
        Assert.Equal(["DB", "cache"], graph.SuccessorsOf("Web"));
        Assert.Equal(["web"], graph.PredecessorsOf("db"));
    }

    [Fact]
    public void An_edge_that_is_there_twice_changes_nothing()
        => Assert.Equal([2, 1], GraphOf([(1, 2), (1, 2)]).SuccessorsFirst());

    [Fact]
    public void Walks_a_chain_of_a_hundred_thousand_nodes()
    {
        const int Length = 100_000;
        var graph = GraphOf(Enumerable.Range(0, Length - 1).Select(i => (i, i + 1)));

        Assert.Equal(Length, graph.Reach([0]).Count);
        Assert.Equal(Length, graph.ReachBackwards([Length - 1]).Count);
        Assert.Equal(Enumerable.Range(0, Length).Reverse(), graph.SuccessorsFirst());
    }

    [Fact]
    public void Refuses_to_order_a_cycle()
    {
        var graph = GraphOf([(1, 2), (2, 3), (3, 1)]);

        Assert.Throws<InvalidOperationException>(() => graph.SuccessorsFirst());
        Assert.Equal([1, 2, 3], graph.Reach([1]).Order());
    }

    private static DirectedGraph<int> GraphOf(IEnumerable<(int From, int To)> edges)
    {
        var graph = new DirectedGraph<int>();
        foreach (var (from, to) in edges)
        {
            graph.AddEdge(from, to);
        }

        return graph;
    }

    // Edges that lead from a smaller number to a larger one make no cycle; shuffled names keep the numbers from giving the order away.
    private static Gen<(int From, int To)[]> Acyclic()
    {
        const int Most = 30;
        var edge =
            from low in Gen.Choose(0, Most - 2)
            from high in Gen.Choose(low + 1, Most - 1)
            select (low, high);
        return
            from names in Gen.Shuffle(Enumerable.Range(0, Most))
            from edges in edge.ListOf()
            select edges.Select(e => (names[e.low], names[e.high])).ToArray();
    }

    private static Dictionary<int, int> Places(IReadOnlyList<int> order)
        => order.Select((node, place) => (node, place)).ToDictionary(p => p.node, p => p.place);
}
