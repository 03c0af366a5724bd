using System.Text.Json;
using Maestro.Engine.Model;

namespace Maestro.Engine.Checks;

/// <summary>Passes when a command on this machine exits with 0.</summary>
internal sealed class ExecCheck(ExecCheckSpec spec, IInstanceProbe probe) : ICheck
{
    private OutputTail _output = new();

    public string FoundSoFar
    {
        get
        {
            var output = _output.ToString();
            return output.Length == 0 ? "the command has not ended" : $"the command has not ended; its output so far:{OutputTail.Indent(output)}";
        }
    }

    public async Task<ProbeResult> ProbeAsync(CancellationToken cancellation)
    {
        var variables = await probe.VariablesAsync(cancellation).ConfigureAwait(false);
        _output = new OutputTail();
        var run = new CommandRun(spec.Command, probe.WorkingDirectory, _output)
        {
            Variables = spec.EnvFrom == VariableSource.Env ? variables : new Dictionary<string, string?>(),
            Input = spec.EnvFrom == VariableSource.Stdin ? Merged(variables) : [],
        };
        return (await run.ToEndAsync(cancellation).ConfigureAwait(false)).ToProbeResult();
    }

    private static byte[] Merged(IReadOnlyDictionary<string, string?> variables)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in CommandRun.Merge(variables))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}
