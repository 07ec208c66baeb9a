using System.Diagnostics;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Errors;

/// <summary>Targets and options that cannot work: the type of each error, and that its message gives the reason and the remedy.</summary>
public sealed class TargetErrorTests : IDisposable
{
    private readonly CTarget _target;
    private readonly BpfObject _upgraded;
    private readonly BpfObject _single;

    public TargetErrorTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "many.c"));
        _upgraded = Load(ProbeMode.Auto);
        _single = Load(ProbeMode.Single);
    }

    public void Dispose()
    {
        _upgraded.Dispose();
        _single.Dispose();
        _target.Dispose();
    }

    [Fact]
    public void NoBinary()
        => Fails<BpfException>(new UprobeTarget { Function = "f_00" }, "specifies a binary to probe");

    [Fact]
    public void MissingPathAndADirectory()
    {
        Fails<BinaryNotFoundException>(UprobeTarget.File("/no/such/file", "f"), "There is no file /no/such/file");
        Fails<BinaryNotFoundException>(UprobeTarget.File("/etc", "f"), "/etc is a directory");
    }

    [Fact]
    public void ProgramWithoutExecutePermission()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("bpf-path-");
        string? path = Environment.GetEnvironmentVariable("PATH");
        try
        {
            string program = Path.Combine(directory.FullName, "bpf-not-executable");
            File.WriteAllText(program, "");
            Environment.SetEnvironmentVariable("PATH", $"{path}:{directory.FullName}");
            Fails<BinaryNotFoundException>(UprobeTarget.Library("bpf-not-executable", "f"), $"{program} (which may not be executed)");
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void NotAnElfFileOrADamagedOne()
    {
        Fails<BpfObjectFormatException>(UprobeTarget.File("/etc/passwd", "f"), "not an ELF file");
        string cut = Path.Combine(Path.GetDirectoryName(_target.Path)!, "cut");
        File.WriteAllBytes(cut, File.ReadAllBytes(_target.Path)[..100]);
        Fails<BpfObjectFormatException>(UprobeTarget.File(cut, "f"), cut);
    }

    [Fact]
    public void MissingFunction()
    {
        Fails<SymbolException>(UprobeTarget.File(_target.Path, "f_0"), ".symtab", "Similar names: f_0");
        string stripped = Path.Combine(Path.GetDirectoryName(_target.Path)!, "stripped");
        Testing.Tool.Run("strip", "-o", stripped, _target.Path);
        Fails<SymbolException>(UprobeTarget.File(stripped, "f_00"), "local functions were stripped");
        Fails<SymbolException>(UprobeTarget.File(_target.Path, "no_such_*"), "matches no function");
    }

    [Fact]
    public void TwoFunctionsWithTheSameName()
    {
        string directory = Path.GetDirectoryName(_target.Path)!;
        const string Twin = "__attribute__((noinline)) static int twin(int x) { __asm__ volatile(\"\"); return x; }\n";
        File.WriteAllText(Path.Combine(directory, "one.c"), Twin + "int one(void) { return twin(1); }\n");
        File.WriteAllText(Path.Combine(directory, "two.c"), Twin + "int one(void);\nint main(void) { return one() - twin(1); }\n");
        string program = Path.Combine(directory, "twins");
        Testing.Tool.Run("gcc", "-O1", "-o", program, Path.Combine(directory, "one.c"), Path.Combine(directory, "two.c"));
        Fails<SymbolException>(UprobeTarget.File(program, "twin"), "ambiguous", "twin", "offset");
    }

    [Fact]
    public void OffsetPastTheEndOfTheFile()
        => Fails<BpfException>(UprobeTarget.File(_target.Path, offset: 1UL << 40), "lies beyond the end", _target.Path);

    [Fact]
    public void ProcessThatDoesNotExist()
    {
        using Process gone = Process.Start("true");
        gone.WaitForExit();
        foreach (BpfObject program in (BpfObject[])[_upgraded, _single])
        {
            BpfException failure = Assert.Throws<BpfException>(() => Entry(program).Attach(UprobeTarget.File(_target.Path, "f_00") with { ProcessId = gone.Id }));
            Assert.Equal(Errno.ESRCH, failure.Errno);
            Assert.Contains($"no process {gone.Id}", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void MorePlacesThanALinkSupports()
    {
        UprobeOptions options = new() { Offsets = [.. Enumerable.Repeat(0x1000UL, (1 << 20) + 1)] };
        BpfException failure = Assert.Throws<BpfException>(() => Entry(_upgraded).Attach(UprobeTarget.File(_target.Path), options));
        Assert.Equal(Errno.E2BIG, failure.Errno);
        Assert.Contains("1048576", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SemaphoresThatCannotBe()
    {
        UprobeTarget target = UprobeTarget.File(_target.Path, "f_00");
        BpfUnsupportedException failure = Assert.Throws<BpfUnsupportedException>(() => Entry(_single).Attach(target, new UprobeOptions { ReferenceCounterOffset = 1UL << 32 }));
        Assert.Contains("4 GiB", failure.Message, StringComparison.Ordinal);

        failure = Assert.Throws<BpfUnsupportedException>(
            () => Entry(_single).Attach(target, new UprobeOptions { ReferenceCounterOffset = 0x1000, AttachMode = UprobeAttachMode.Tracefs }));
        Assert.Contains("tracefs", failure.Message, StringComparison.Ordinal);

        foreach (BpfObject program in (BpfObject[])[_upgraded, _single])
        {
            BpfException odd = Assert.Throws<BpfException>(() => Entry(program).Attach(target, new UprobeOptions { ReferenceCounterOffset = 0x1001 }));
            Assert.Equal(Errno.EINVAL, odd.Errno);
            Assert.Contains("odd", odd.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(UprobeAttachMode.PerfEvent)]
    [InlineData(UprobeAttachMode.Tracefs)]
    public void CookiesNeedALink(UprobeAttachMode mode)
    {
        BpfUnsupportedException failure = Assert.Throws<BpfUnsupportedException>(
            () => Entry(_single).Attach(UprobeTarget.File(_target.Path, "f_00"), new UprobeOptions { Cookie = 1, AttachMode = mode }));
        Assert.Contains("5.15", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AttachModeThatDoesNotExist()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Entry(_single).Attach(UprobeTarget.File(_target.Path, "f_00"), new UprobeOptions { AttachMode = (UprobeAttachMode)99 }));

    [Fact]
    public void SessionRunsAtEntryAndReturn()
    {
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 13), "uprobe sessions came with kernel 6.13");
        using BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe");
        program.Programs["on_session"].AutoLoad = true;
        program.Load();
        Assert.Throws<ArgumentException>(() => program.Programs.Get<UprobeProgram>("on_session").Attach(UprobeTarget.File(_target.Path, "f_00"), new UprobeOptions { IsReturn = true }));
    }

    [Fact]
    public void ListOfFunctionsInAStrippedLibraryFoundByName()
    {
        using CommandedProcess traced = new(_target.Path);
        foreach (BpfObject program in (BpfObject[])[_upgraded, _single])
        {
            using Link link = Entry(program).Attach(UprobeTarget.Library("libc.so.6") with { ProcessId = traced.Id }, new UprobeOptions { Functions = ["fread", "printf", "printf"] });
            Assert.Contains("libc.so.6", link.Target, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void InvalidProcessIdIsRefused()
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(() => Entry(_single).Attach(UprobeTarget.File(_target.Path, "f_00") with { ProcessId = -2 }));
        Assert.Contains("-2 is not -1 (every process), 0 (this process) or positive", failure.Message, StringComparison.Ordinal);
    }

    private static UprobeProgram Entry(BpfObject program) => program.Programs.Get<UprobeProgram>("on_entry");

    private static BpfObject Load(ProbeMode mode)
    {
        BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe", new BpfObjectOptions { UprobeMode = mode });
        program.Load();
        return program;
    }

    // The same in both modes, and nothing stays attached.
    private void Fails<TException>(UprobeTarget target, params string[] texts)
        where TException : BpfException
    {
        foreach (BpfObject program in (BpfObject[])[_upgraded, _single])
        {
            TException failure = Assert.Throws<TException>(() => Entry(program).Attach(target));
            Assert.All(texts, text => Assert.Contains(text, failure.Message, StringComparison.Ordinal));
            Assert.Null(Entry(program).Link);
        }
    }
}
