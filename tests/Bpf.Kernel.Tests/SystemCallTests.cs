using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Programs at system calls, with exact counts of the calls that this thread makes.</summary>
public sealed partial class SystemCallTests : IDisposable
{
    private const int Calls = 100;
    private static readonly nint OpenAt = SystemCalls.NumberOf("openat")!.Value;
    private static readonly nint OpenAt2 = SystemCalls.NumberOf("openat2")!.Value;
    private static readonly nint Close = SystemCalls.NumberOf("close")!.Value;
    private static readonly nint GetParent = SystemCalls.NumberOf("getppid")!.Value;

    private readonly CallProgramsSkeleton _skeleton;

    public SystemCallTests()
    {
        KernelRequirement.NeedRoot();
        KernelFileSystem.Trace.Need();
        _skeleton = CallProgramsSkeleton.Open();
        _skeleton.Rodata.Thread = ThreadId();
    }

    public void Dispose() => _skeleton.Dispose();

    [Fact]
    public void ArgumentsAndResultsAreThoseOfTheCalls()
    {
        _skeleton.Programs.OnOpen.AutoLoad = true;
        _skeleton.Programs.OnOpened.AutoLoad = true;
        _skeleton.LoadAndAttach();
        long results = Open("/dev/null", Calls);
        Open("/does-not-exist", 20);
        _skeleton.Detach();
        Open("/dev/null", 1);

        Assert.Equal(Calls + 20UL, _skeleton.Bss.s_opens);
        Assert.Equal(unchecked((uint)-100) * (Calls + 20UL), _skeleton.Bss.s_directories);
        Assert.Equal(0x80000UL * (Calls + 20UL), _skeleton.Bss.s_flags);
        Assert.Equal(0x1A4UL * (Calls + 20UL), _skeleton.Bss.s_modes);
        Assert.Equal('d' * (Calls + 20UL), _skeleton.Bss.s_paths);
        Assert.Equal(OpenAt, _skeleton.Bss.s_number);
        Assert.Equal(Calls + 20UL, _skeleton.Bss.s_opened);
        Assert.Equal(20UL, _skeleton.Bss.s_failed);
        Assert.Equal(results - (2 * 20), _skeleton.Bss.s_results);
    }

    [Fact]
    public void AllSystemCallsHaveTheirNumber()
    {
        _skeleton.Programs.OnEnter.AutoLoad = true;
        _skeleton.Programs.OnExit.AutoLoad = true;
        _skeleton.LoadAndAttach();
        nint bad = unchecked((nint)0xFFFF_FFFF_0000_1234);
        for (int i = 0; i < Calls; i++)
        {
            Call(Close, bad, 0, 0, 0);
            Call(OpenAt, bad, 0, 0, 0);
            Call(OpenAt, bad, 0, 0, 0);
        }

        _skeleton.Detach();
        (int, ulong)[] expected = [((int)Close, Calls), ((int)OpenAt, 2 * Calls)];
        Assert.Equal(expected, _skeleton.Maps.Entered.Select(static entry => (entry.Key, entry.Value)).Order());
        Assert.Equal(expected, _skeleton.Maps.Errors.Select(static entry => (entry.Key, entry.Value)).Order());
    }

    [Fact]
    public void OneProgramRunsAtSeveralSystemCalls()
    {
        _skeleton.Programs.OnSeveral.AutoLoad = true;
        _skeleton.Load();
        for (int round = 0; round < 2; round++)
        {
            using Link link = _skeleton.Programs.OnSeveral.Attach()!;
            Assert.Equal(3, Assert.IsType<LinkGroup>(link).Links.Count);
            for (int i = 0; i < 7; i++)
            {
                Call(GetParent, 0, 0, 0, 0);
            }

            Call(Close, -1, 0, 0, 0);
        }

        Call(GetParent, 0, 0, 0, 0);
        Assert.Equal(2 * 7 * 10_000UL, _skeleton.Maps.Entered[(int)GetParent]);
        Assert.True(_skeleton.Maps.Entered[(int)Close] >= 200);
        Assert.Equal(["syscalls:sys_enter_openat", "syscalls:sys_enter_close", "syscalls:sys_enter_getppid"], _skeleton.Programs.OnSeveral.DeclaredTargets);
    }

    [Fact]
    public unsafe void StructuresAreReadFromTheProcess()
    {
        _skeleton.Programs.OnOpen2.AutoLoad = true;
        _skeleton.LoadAndAttach();
        ulong* how = stackalloc ulong[] { 0x80000, 0, 0 }; // struct open_how: flags, mode, resolve
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(-1, Call(OpenAt2, -1, 0, (nint)how, 24));
        }

        Assert.Equal(5 * 0x80000UL, _skeleton.Bss.s_flags);
    }

    [Fact]
    public void MissingSystemCallIsExplained()
    {
        _skeleton.Programs.OnNext.AutoLoad = true;
        _skeleton.Load();
        BpfException exception = Assert.Throws<BpfException>(() => _skeleton.Programs.OnNext.Attach("syscalls:sys_enter_arm64_personality"));
        Assert.Equal(Errno.ENOENT, exception.Errno);
        Assert.Contains("it is older than the call, or its architecture does not have it", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TracepointHasAContextBesideItsRecord()
    {
        _skeleton.Programs.OnRecord.AutoLoad = true;
        _skeleton.Programs.OnNext.AutoLoad = true;
        _skeleton.Load();
        _skeleton.Maps.Next.Set(0, _skeleton.Programs.OnNext);
        List<ulong> records = [];
        using (_skeleton.Programs.OnRecord.Attach("syscalls:sys_enter_openat", cookie: 7))
        {
            Open("/dev/null", 3);
        }

        _skeleton.Maps.Records.Consume((int _, in ulong record) => records.Add(record));
        Assert.Equal(3 * 0x1A4UL, _skeleton.Bss.s_records);
        Assert.Equal(3UL, _skeleton.Bss.s_stacks);
        Assert.Equal(21UL, _skeleton.Bss.s_cookies);
        Assert.Equal(3UL, _skeleton.Bss.s_continued);
        Assert.Equal([0x1A4UL, 2 * 0x1A4, 3 * 0x1A4], records);
    }

    private static long Open(string path, int count)
    {
        nint text = Marshal.StringToCoTaskMemUTF8(path);
        long results = 0;
        for (int i = 0; i < count; i++)
        {
            nint descriptor = Call(OpenAt, -100, text, 0x80000, 0x1A4); // AT_FDCWD, O_CLOEXEC
            results += Math.Max(descriptor, 0);
            if (descriptor >= 0)
            {
                Call(Close, descriptor, 0, 0, 0);
            }
        }

        Marshal.FreeCoTaskMem(text);
        return results;
    }

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int ThreadId();

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth);
}
