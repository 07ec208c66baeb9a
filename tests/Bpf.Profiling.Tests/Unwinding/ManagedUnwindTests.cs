using System.Globalization;
using Bpf.Profiling.Tests.Support;
using Bpf.Profiling.Unwinding;
using Bpf.Profiling.Unwinding.Managed;
using Bpf.Profiling.Unwinding.State;
using Bpf.Symbols.DotNet.Runtime;
using Bpf.Symbols.Processes;

namespace Bpf.Profiling.Tests.Unwinding;

/// <summary>Stacks of .NET programs.</summary>
public sealed class ManagedUnwindTests(ITestOutputHelper output)
{
    private const int Steps = 10_000;

    /// <summary>Calls of all kinds, prologs, epilogs, stubs, native callbacks and variable frames, at each instruction, in optimized code and in other code.</summary>
    /// <param name="environment">How the runtime compiles.</param>
    [Theory]
    [InlineData("DOTNET_TieredPGO=0")]
    [InlineData("DOTNET_TieredCompilation=0")]
    [InlineData("DOTNET_TC_BackgroundWorkerTimeoutMs=0", "DOTNET_ReadyToRun=0")]
    public void CallersAreRightAtEveryInstruction(params string[] environment)
    {
        using GuestProcess guest = GuestProcess.RunManaged("calls", environment);
        int thread = int.Parse(guest.ReadLine(), CultureInfo.InvariantCulture);
        using TargetProcess process = TargetProcess.Open(guest.Id);
        DotNetRuntime runtime = DotNetRuntime.Open(guest.Id, process.Memory!, process.Maps);
        using ProcessFrames frames = new(process) { Managed = new(FrameArchitecture.X64, process.Memory!, runtime.Code) };
        SteppedUnwinding unwinding = new(FrameArchitecture.X64.RedZone);
        unwinding.Run(thread, process, frames, Steps);
        output.WriteLine($"{unwinding.Steps} instructions, {unwinding.Wrong} wrong: "
            + string.Join(", ", unwinding.Places.Select(place => $"{place.Key} {place.Value}")));
        unwinding.Differences.ForEach(output.WriteLine);
        Assert.Empty(unwinding.Differences);
        Assert.Equal(Steps, unwinding.Steps);
    }
}
