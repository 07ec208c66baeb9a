using System.Diagnostics;
using Bpf.Profiling.Tests.Support;
using Bpf.Runtime;
using Bpf.Symbols;

namespace Bpf.Profiling.Tests;

/// <summary>Stacks of waiting threads.</summary>
public sealed class ProcessStacksTests(ITestOutputHelper output)
{
    private static readonly string[] s_waits = ["OnMonitor", "OnSemaphore", "OnEvent", "OnSleep", "OnTask"];

    [Fact]
    public void WaitingThreadsShowWhatTheyWaitFor()
    {
        using GuestProcess guest = GuestProcess.RunManaged("waits");
        Assert.Equal("ready", guest.ReadLine());
        ThreadStack[] waiting = [];

        // A thread has said that it will wait, and does so a little later.
        SpinWait.SpinUntil(() => (waiting = Waiting(guest.Id)).Length == s_waits.Length, TimeSpan.FromSeconds(20));
        foreach (ThreadStack stack in waiting)
        {
            output.WriteLine($"{stack.Name}: {stack.End}{string.Concat(stack.Frames.Select(frame => $"\n    {frame}"))}");
        }

        Assert.Equal(s_waits.Order(), waiting.Select(stack => stack.Name).Order());
        Assert.All(waiting, stack => Assert.Equal(StackEnd.ThreadStart, stack.End));
        Assert.All(waiting, stack => Assert.Contains(stack.Frames, frame => frame.Symbol.Name.Contains($"Waits.{stack.Name}", StringComparison.Ordinal)));
        Assert.All(waiting, stack => Assert.Contains(stack.Frames, frame => frame.Symbol.Kind == CodeKind.Native));
    }

    [Fact]
    public void ThreadsThatRunHaveNoFrames()
    {
        using Process busy = Process.Start(new ProcessStartInfo("bash", ["-c", "while :; do :; done"]))!;
        try
        {
            ThreadStack thread = new(0, "", [], StackEnd.Unknown);
            SpinWait.SpinUntil(() => (thread = Assert.Single(ProcessStacks.Capture(busy.Id).Threads)) is { End: StackEnd.Running, Name: "bash" },
                TimeSpan.FromSeconds(20));
            Assert.Equal((busy.Id, "bash", StackEnd.Running), (thread.ThreadId, thread.Name, thread.End));
            Assert.Empty(thread.Frames);
        }
        finally
        {
            busy.Kill();
        }
    }

    [Fact]
    public void ProcessesThatDoNotExistAreErrors()
    {
        BpfException error = Assert.Throws<BpfException>(() => ProcessStacks.Capture(int.MaxValue));
        Assert.Equal(Errno.ESRCH, error.Errno);
    }

    private static ThreadStack[] Waiting(int processId) => [.. ProcessStacks.Capture(processId).Threads
        .Where(stack => s_waits.Contains(stack.Name) && stack.Frames.Any(frame => frame.Symbol.Kind == CodeKind.Managed))];
}
