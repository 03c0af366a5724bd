using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Maestro.Benchmarks;

/// <summary>The least that any program must do: bare HTTP calls on the engine's socket, a thread per container, a look at the port every 2 ms.</summary>
internal sealed class BareCalls(string socket, string address, string image)
{
    private const int StackSize = 64 * 1024;

    // An engine 20.10 that is told to remove 50 running containers at once may lock itself up for good.
    private const int RemovalsAtOnce = 4;

    public void Start(Workload workload)
    {
        var open = workload.Parts.Select(_ => new ManualResetEventSlim()).ToArray();
        ForEach(workload, (part, index) =>
        {
            if (part.Needs is { } need)
            {
                open[need].Wait();
            }

            Call("POST", $"/containers/create?name={part.Name}", CreateBody(part), 201);
            Call("POST", $"/containers/{part.Name}/start", string.Empty, 204);
            WaitForPort(part.Port);
            open[index].Set();
        });
    }

    public void List() => Call("GET", "/containers/json?all=1", string.Empty, 200);

    public void Remove(Workload workload)
    {
        using var limit = new SemaphoreSlim(RemovalsAtOnce);
        ForEach(workload, (part, _) =>
        {
            limit.Wait();
            try
            {
                Call("DELETE", $"/containers/{part.Name}?force=1&v=1", string.Empty, 204, 404);
            }
            finally
            {
                limit.Release();
            }
        });
    }

    private static void ForEach(Workload workload, Action<WorkloadPart, int> act)
    {
        var failures = new List<Exception>();
        var threads = workload.Parts.Select((part, index) => new Thread(() => Guard(() => act(part, index), failures), StackSize)).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    private static void Guard(Action act, List<Exception> failures)
    {
        try
        {
            act();
        }
        catch (Exception exception)
        {
            lock (failures)
            {
                failures.Add(exception);
            }
        }
    }

    private string CreateBody(WorkloadPart part)
        => $$$$"""{"Image":"{{{{image}}}}","Hostname":"{{{{part.Name}}}}","Env":["DELAY={{{{part.Delay}}}}"],"ExposedPorts":{"7/tcp":{}},"HostConfig":{"PortBindings":{"7/tcp":[{"HostPort":"{{{{part.Port}}}}"}]}}}""";

    private void Call(string method, string path, string body, params int[] wanted)
    {
        using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        connection.Connect(new UnixDomainSocketEndPoint(socket));
        connection.Send(Encoding.UTF8.GetBytes(
            $"{method} /v1.41{path} HTTP/1.1\r\nHost: d\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        var buffer = new byte[64 * 1024];
        var answer = new StringBuilder();
        for (int read; (read = connection.Receive(buffer)) > 0;)
        {
            answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        var text = answer.ToString();
        if (!wanted.Contains(int.Parse(text.AsSpan(9, 3))))
        {
            throw new InvalidOperationException($"{method} {path}: {text}");
        }
    }

    private void WaitForPort(int port)
    {
        var end = new IPEndPoint(IPAddress.Parse(address), port);
        while (true)
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Connect(end);
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(2);
            }
        }
    }
}
