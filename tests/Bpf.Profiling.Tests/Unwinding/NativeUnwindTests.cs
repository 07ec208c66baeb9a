using Bpf.Profiling.Tests.Support;
using Bpf.Profiling.Unwinding;
using Bpf.Symbols.Processes;
using Bpf.Testing;

namespace Bpf.Profiling.Tests.Unwinding;

/// <summary>Stacks of native programs without frame pointers.</summary>
public sealed class NativeUnwindTests(ITestOutputHelper output)
{
    private const int Steps = 20_000;

    /// <summary>Calls, callbacks, signal handlers, linkage tables and variable frames, at each instruction.</summary>
    /// <param name="redZone">Number of bytes below the stack pointer that are copied.</param>
    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    public void CallersAreRightAtEveryInstruction(int redZone)
    {
        string directory = Directory.CreateTempSubdirectory("bpf-unwind-").FullName;
        try
        {
            string program = Path.Combine(directory, "calls");
            Tool.Run("gcc", "-O2", "-fomit-frame-pointer", "-Wl,-z,lazy", "-o", program, Path.Combine(AppContext.BaseDirectory, "Targets/calls.c"));
            using GuestProcess guest = GuestProcess.Run(program);
            Assert.Equal("ready", guest.ReadLine());
            using TargetProcess target = TargetProcess.Open(guest.Id);
            using ProcessFrames frames = new(target);
            SteppedUnwinding unwinding = new(redZone);
            unwinding.Run(guest.Id, target, frames, Steps);
            output.WriteLine($"{unwinding.Steps} instructions, {unwinding.Wrong} wrong: "
                + string.Join(", ", unwinding.Places.Select(place => $"{place.Key} {place.Value}")));
            unwinding.Differences.ForEach(output.WriteLine);
            Assert.Empty(unwinding.Differences);
            Assert.Equal(Steps, unwinding.Steps);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
