namespace Bpf.Sdk.Tests;

/// <summary>dotnet watch: hot reload for ordinary code, a restart for BPF code, which hot reload cannot change.</summary>
public class WatchTests(PackageFeed feed)
{
    [Fact]
    public async Task OnlyAChangedProbeRestartsTheProgram()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "loading BPF programs needs root here");
        ConsumerShape shape = new ConsumerShape(feed, "Watch").With("Watch", "Probes.cs");
        using RunningCommand watch = new(shape["Watch"], "dotnet", "watch", "--non-interactive", "run");
        await watch.LineWith("Waiting for changes");
        string process = Process(await watch.LineWith("step 1 one"));

        shape.Edit("Watch/Watch.cs", "\"one\"", "\"two\"");
        Assert.Equal(process, Process(await watch.LineWith("step 1 two")));

        shape.Edit("Watch/Probes.cs", "Increment(ref s_calls)", "Add(ref s_calls, 5)");
        Assert.NotEqual(process, Process(await watch.LineWith("step 5 two")));
    }

    private static string Process(string line) => line.Split(' ')[1];
}
