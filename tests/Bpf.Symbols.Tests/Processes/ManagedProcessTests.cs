using System.Diagnostics;
using Bpf.Symbols.Tests.DotNet;

namespace Bpf.Symbols.Tests.Processes;

public sealed class ManagedProcessTests(ITestOutputHelper output)
{
    [Fact]
    public void MethodsAreNamedByTheRuntimeAheadOfItsPerfMapAndOutliveTheProcess()
    {
        using GuestProcess guest = new(GuestForm.Framework, ["DOTNET_PerfMapEnabled=3"]);
        IReadOnlyList<PerfMapEntry> entries = PerfMapEntry.Read(guest.PerfMap);
        using ProcessSymbols symbols = ProcessSymbols.Open(guest.Id);
        Assert.Equal((NameSource.RuntimeContract, null), (symbols.ManagedNames, symbols.ManagedNamesProblem));
        CodeFrame[] frames = [.. entries.Select(entry => symbols.Resolve(entry.Start))];

        CodeFrame[] byRuntime = [.. frames.Where(frame => frame.Symbol.Source == NameSource.RuntimeContract && frame.Symbol.Kind == CodeKind.Managed)];
        output.WriteLine($"{byRuntime.Length} of {entries.Count} by the runtime");
        Assert.All(frames, frame => Assert.NotEqual(NameSource.None, frame.Symbol.Source));
        Assert.True(byRuntime.Length > 300);
        Assert.All(byRuntime, frame => Assert.Equal(0UL, frame.Offset));

        MemoryMapping runtime = symbols.Maps.Mappings.First(mapping => mapping.IsExecutable && mapping.Name.EndsWith("libcoreclr.so", StringComparison.Ordinal));
        Assert.Equal("libcoreclr.so", symbols.Resolve(runtime.Start + 0x1000).Symbol.Module);
        guest.End();
        symbols.Refresh();
        Assert.True(symbols.HasExited);
        Assert.Equal(byRuntime.Select(frame => frame.Symbol.Name), byRuntime.Select(frame => symbols.Resolve(frame.Address).Symbol.Name));
    }

    [Fact]
    public void ProcessWithoutRuntimeHasNoProblem()
    {
        using Process sleep = Process.Start("sleep", "1000");
        using ProcessSymbols symbols = ProcessSymbols.Open(sleep.Id);
        sleep.Kill();

        Assert.Equal((NameSource.None, null), (symbols.ManagedNames, symbols.ManagedNamesProblem));
    }
}
