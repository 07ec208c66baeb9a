using System.Runtime.InteropServices;
using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Checks of programs that sample this process, which does a known amount of work.</summary>
internal static unsafe partial class PerfEventScenarios
{
    private const int Pages = 64;
    private const int PageBytes = 4096;
    private const int ReadAndWrite = 3; // PROT_READ | PROT_WRITE
    private const int PrivateAnonymous = 0x22; // MAP_PRIVATE | MAP_ANONYMOUS

    /// <summary>The checks in order.</summary>
    public static IEnumerable<Scenario> All =>
    [
        new("page_faults", () => TracingScenarios.Reported(PageFaults)),
        new("page_faults_of_process", () => TracingScenarios.Reported(() => FaultsOfProcess(new() { ProcessId = 0 }))),
        new("page_faults_with_children", () => TracingScenarios.Reported(() => FaultsOfProcess(new() { ProcessId = 0, IncludeChildren = true }))),
        new("cpu_clock", () => TracingScenarios.Reported(CpuClock)),
        new("breakpoint", () => TracingScenarios.Reported(Breakpoint)),
        new("breakpoint_cookie", () => TracingScenarios.Reported(BreakpointCookie)),
        new("cycles", () => TracingScenarios.Reported(Cycles)),
    ];

    private static string PageFaults()
    {
        using GuestTracingSkeleton skeleton = TracingScenarios.Load(each => each.Programs.OnFault);
        using PerfSamplingLink link = skeleton.Programs.OnFault.Attach(new PerfEventOptions { ThreadId = CurrentThread() });
        byte* last = Touch();
        link.Detach();
        byte* unseen = Touch();

        ulong faults = skeleton.Bss.s_calls;
        Scenario.Equal(true, faults is >= Pages and < 2 * Pages, $"faults ({faults})");
        Scenario.Equal(faults, link.ReadValue().Count, "counter");
        Scenario.Equal(faults, skeleton.Bss.s_value, "sum of the periods");
        Scenario.Equal(true, unseen != last, "another mapping");
        return $"{link}".Replace($"thread {CurrentThread()}", "THREAD", StringComparison.Ordinal);
    }

    private static string FaultsOfProcess(PerfEventOptions options)
    {
        using GuestTracingSkeleton skeleton = TracingScenarios.Load(each => each.Programs.OnFault);
        using PerfSamplingLink link = skeleton.Programs.OnFault.Attach(options);
        int id = 0;
        Thread thread = new(() =>
        {
            id = CurrentThread();
            Touch();
        });
        thread.Start();
        thread.Join();
        // Before 5.13, the counts of a thread that is ending are in its own counter and in its parent's for a moment.
        while (Directory.Exists($"/proc/self/task/{id}"))
        {
        }

        link.Detach();
        Scenario.Equal(true, skeleton.Bss.s_calls >= Pages, $"faults ({skeleton.Bss.s_calls})");
        Scenario.Equal(skeleton.Bss.s_calls, link.ReadValue().Count, "counter");
        return $"{link}";
    }

    private static string CpuClock()
    {
        using GuestTracingSkeleton skeleton = TracingScenarios.Load(each => each.Programs.OnClock);
        using PerfSamplingLink link = skeleton.Programs.OnClock.Attach(new PerfEventOptions());
        while (skeleton.Bss.s_calls < 20)
        {
        }

        link.Detach();
        Scenario.Equal(skeleton.Bss.s_calls * 2_000_000, skeleton.Bss.s_value, "sum of the periods");
        Scenario.Equal(true, link.ReadValue().Count >= skeleton.Bss.s_value / 2, "nanoseconds");
        Scenario.Equal(Environment.ProcessorCount, link.ReadValues().Count, "CPUs");
        return $"{link}";
    }

    private static string Breakpoint() => Stores(each => each.Programs.OnSample, 0);

    private static string BreakpointCookie() => Stores(each => each.Programs.OnSampleCookie, 77);

    private static string Stores(Func<GuestTracingSkeleton, PerfEventProgram> program, ulong cookie)
    {
        ulong* word = (ulong*)Touch();
        using GuestTracingSkeleton skeleton = TracingScenarios.Load(program);
        using PerfSamplingLink link = program(skeleton).Attach(new PerfEventOptions
        {
            Event = PerfEventSource.Breakpoint((ulong)word, BreakpointAccess.Write, sizeof(ulong)),
            Period = 1,
            ThreadId = CurrentThread(),
            Cookie = cookie,
        });
        for (ulong i = 0; i < Pages; i++)
        {
            Volatile.Write(ref *word, i);
        }

        link.Detach();
        Volatile.Write(ref *word, 0);
        Scenario.Equal((ulong)Pages, skeleton.Bss.s_calls, "stores");
        Scenario.Equal((ulong)word, skeleton.Bss.s_address, "address");
        Scenario.Equal(cookie, skeleton.Bss.s_cookie, "cookie");
        return "stores";
    }

    private static string Cycles()
    {
        using GuestTracingSkeleton skeleton = TracingScenarios.Load(each => each.Programs.OnSample);
        using PerfSamplingLink link = skeleton.Programs.OnSample.Attach(new PerfEventOptions { Event = HardwareEvent.Cycles, Period = 1_000_000, ThreadId = CurrentThread() });
        while (skeleton.Bss.s_calls < 5)
        {
        }

        return "samples";
    }

    // Pages of a new mapping that are written for the first time; gives the address of the first.
    private static byte* Touch()
    {
        byte* pages = (byte*)mmap(0, Pages * PageBytes, ReadAndWrite, PrivateAnonymous, -1, 0);
        for (int i = 0; i < Pages; i++)
        {
            pages[i * PageBytes] = 1;
        }

        return pages;
    }

    private static int CurrentThread() => gettid();

    [LibraryImport("libc")]
    private static partial nint mmap(nint address, nint length, int protection, int flags, int fd, nint offset);

    [LibraryImport("libc")]
    private static partial int gettid();
}
