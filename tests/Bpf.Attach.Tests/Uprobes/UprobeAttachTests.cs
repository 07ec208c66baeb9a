using System.Diagnostics;
using System.IO.Compression;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Uprobes;

/// <summary>Patterns, lists, cookies and teardown, with the same calls in multi and single mode.</summary>
public sealed class UprobeAttachTests : IDisposable
{
    private readonly CTarget _target;

    public UprobeAttachTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "many.c"));
    }

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData(ProbeMode.Auto, false)]
    [InlineData(ProbeMode.Auto, true)]
    [InlineData(ProbeMode.Single, false)]
    public void PatternIsOneLinkInBothModes(ProbeMode mode, bool onlyOneProcess)
    {
        using CommandedProcess traced = new(_target.Path);
        using CommandedProcess other = new(_target.Path);
        using BpfObject program = Load(mode);
        UprobeTarget target = UprobeTarget.File(_target.Path, "f_1?") with { ProcessId = onlyOneProcess ? traced.Id : null };
        using Link link = Entry(program).Attach(target, new UprobeOptions { Cookie = 3 });

        traced.Ask("run 7");
        other.Ask("run 2");
        ulong calls = onlyOneProcess ? 70UL : 90UL;
        Assert.Equal(calls, Global(program, "hits"));
        Assert.Equal(3 * calls, Global(program, "cookies"));

        link.Detach();
        traced.Ask("run 7");
        Assert.Equal(calls, Global(program, "hits"));
    }

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void ListsHaveACookiePerPlace(ProbeMode mode)
    {
        using CommandedProcess traced = new(_target.Path);
        using BpfObject program = Load(mode);
        Entry(program).Attach(UprobeTarget.File(_target.Path), new UprobeOptions { Functions = ["f_00", "f_01", "f_99"], Cookies = [1, 10, 100] });
        program.Programs.Get<UprobeProgram>("on_return").Attach(UprobeTarget.File(_target.Path), new UprobeOptions { Functions = ["f_42"] });

        traced.Ask("run 5");
        Assert.Equal(15UL, Global(program, "hits"));
        Assert.Equal(555UL, Global(program, "cookies"));
        Assert.Equal(5UL, Global(program, "returns"));
    }

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void OneBadNameAttachesNothing(ProbeMode mode)
    {
        using CommandedProcess traced = new(_target.Path);
        using BpfObject program = Load(mode);
        Assert.Throws<SymbolException>(() => Entry(program).Attach(UprobeTarget.File(_target.Path), new UprobeOptions { Functions = ["f_00", "nothing"] }));
        Assert.Throws<BpfException>(() => Entry(program).Attach(UprobeTarget.File(_target.Path), new UprobeOptions { Offsets = [0x1000, 1UL << 40] }));

        traced.Ask("run 1");
        Assert.Equal(0UL, Global(program, "hits"));
    }

    [Fact]
    public void ContradictoryOptionsNameTheRule()
    {
        using BpfObject program = Load(ProbeMode.Auto);
        UprobeTarget file = UprobeTarget.File(_target.Path);
        Refused("not both", file, new UprobeOptions { Functions = ["f_00"], Offsets = [1] });
        Refused("cannot be combined", file with { Function = "f_*" }, new UprobeOptions { Offsets = [1] });
        Refused("cannot be combined", file with { Function = "f_*" }, new UprobeOptions { Cookies = [1] });
        Refused("2 values for 1 places", file with { Function = "f_00" }, new UprobeOptions { Cookies = [1, 2] });
        Refused("empty", file, new UprobeOptions { Functions = [] });
        Refused("cannot have an offset", file with { Function = "f_00", Offset = 4 }, new UprobeOptions { IsReturn = true });
        Refused("-1 (every process)", file with { Function = "f_00", ProcessId = -7 }, new UprobeOptions());

        void Refused(string rule, UprobeTarget target, UprobeOptions options)
            => Assert.Contains(rule, Assert.Throws<ArgumentException>(() => Entry(program).Attach(target, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UpgradedProgramRefusesSingleProbeModes()
    {
        using BpfObject program = Load(ProbeMode.Auto);
        foreach (UprobeAttachMode mode in (UprobeAttachMode[])[UprobeAttachMode.Tracefs, UprobeAttachMode.PerfEvent, UprobeAttachMode.Link])
        {
            BpfUnsupportedException refusal = Assert.Throws<BpfUnsupportedException>(
                () => Entry(program).Attach(UprobeTarget.File(_target.Path, "f_00"), new UprobeOptions { AttachMode = mode }));
            Assert.Contains("Single", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(UprobeAttachMode.Tracefs)]
    [InlineData(UprobeAttachMode.PerfEvent)]
    [InlineData(UprobeAttachMode.Link)]
    public void EveryInterfaceOfSingleProbes(UprobeAttachMode mode)
    {
        KernelFileSystem.Trace.Need();
        using CommandedProcess traced = new(_target.Path);
        using BpfObject program = Load(ProbeMode.Auto);
        using Link link = program.Programs.Get<UprobeProgram>("on_single").Attach(UprobeTarget.File(_target.Path, "f_05"), new UprobeOptions { AttachMode = mode });
        traced.Ask("run 4");
        Assert.Equal(4UL, Global(program, "hits"));
        link.Detach();
        traced.Ask("run 4");
        Assert.Equal(4UL, Global(program, "hits"));
    }

    [Fact]
    public void SessionRunsAtEntryAndReturn()
    {
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 13), "uprobe sessions came with kernel 6.13");
        using CommandedProcess traced = new(_target.Path);
        using BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe");
        program.Programs["on_session"].AutoLoad = true;
        program.Load();
        using Link link = program.Programs.Get<UprobeProgram>("on_session").Attach(UprobeTarget.File(_target.Path, "f_33"));
        Assert.StartsWith("uprobe_session", link.ToString(), StringComparison.Ordinal);
        traced.Ask("run 6");
        Assert.Equal(12UL, Global(program, "entries"));
    }

    [Fact]
    public void HundredSingleProbesDetachQuickly()
    {
        using CommandedProcess traced = new(_target.Path);
        using BpfObject program = Load(ProbeMode.Single);
        using Link link = Entry(program).Attach(UprobeTarget.File(_target.Path, "f_*"));
        traced.Ask("run 1");
        Assert.Equal(100UL, Global(program, "hits"));

        Stopwatch watch = Stopwatch.StartNew();
        link.Detach();
        // The kernel tears down the events one by one; Detach does not wait for it.
        Assert.InRange(PerfEventReaper.Pending, 50, int.MaxValue);
        TestContext.Current.SendDiagnosticMessage($"detach of 100 single probes: {watch.ElapsedMilliseconds} ms");
        traced.Ask("run 1");
        Assert.Equal(100UL, Global(program, "hits"));
    }

    [Fact]
    public void LibraryInAnArchive()
    {
        string archive = Path.Combine(Path.GetDirectoryName(_target.Path)!, "package.apk");
        using (ZipArchive zip = ZipFile.Open(archive, ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(typeof(UprobeAttachTests).Assembly.Location, "padding.dll", CompressionLevel.Fastest);
            zip.CreateEntryFromFile(_target.Path, "lib/program", CompressionLevel.NoCompression);
            zip.CreateEntryFromFile(_target.Path, "lib/packed", CompressionLevel.Fastest);
        }

        foreach (ProbeMode mode in (ProbeMode[])[ProbeMode.Auto, ProbeMode.Single])
        {
            using BpfObject program = Load(mode);
            using Link link = Entry(program).Attach(UprobeTarget.File($"{archive}!/lib/program", "f_00"));
            Assert.Contains("package.apk:lib/program:f_00", link.ToString(), StringComparison.Ordinal);
            Assert.Throws<BpfUnsupportedException>(() => Entry(program).Attach(UprobeTarget.File($"{archive}!/lib/packed", "f_00")));
            Assert.Throws<BinaryNotFoundException>(() => Entry(program).Attach(UprobeTarget.File($"{archive}!/lib/nothing", "f_00")));
        }

        UprobeCostEstimate inArchive = Assert.Single(UprobeTarget.File($"{archive}!/lib/program", "f_00").EstimateCost());
        UprobeCostEstimate alone = Assert.Single(UprobeTarget.File(_target.Path, "f_00").EstimateCost());
        byte[] bytes = File.ReadAllBytes(archive);
        Assert.Equal(File.ReadAllBytes(_target.Path).AsSpan((int)alone.Offset, 8), bytes.AsSpan((int)inArchive.Offset, 8));
    }

    [Fact]
    public void EndbrIsSkippedOnRequestWhenFaster()
    {
        using CTarget target = new(Path.Combine(AppContext.BaseDirectory, "targets", "many.c"), "-O0", "-fcf-protection=branch");
        UprobeTarget function = UprobeTarget.File(target.Path, "f_00");
        UprobeCostEstimate plain = Assert.Single(function.EstimateCost());
        UprobeCostEstimate skipped = Assert.Single(function.EstimateCost(new UprobeOptions { SkipEndbr = true }));
        Assert.Equal(UprobeCost.SingleStepped, plain.Cost);
        Assert.Equal(UprobeCost.Emulated, skipped.Cost);
        Assert.Equal(plain.Offset + 4, skipped.Offset);

        using CommandedProcess traced = new(target.Path);
        using BpfObject program = Load(ProbeMode.Auto);
        Entry(program).Attach(function, new UprobeOptions { SkipEndbr = true });
        program.Programs.Get<UprobeProgram>("on_return").Attach(function, new UprobeOptions { SkipEndbr = true });
        traced.Ask("run 9");
        Assert.Equal(9UL, Global(program, "hits"));
        Assert.Equal(9UL, Global(program, "returns"));
    }

    [Fact]
    public void ManagedCodeIsRefusedWithTheReason()
    {
        using BpfObject program = Load(ProbeMode.Auto);
        BpfUnsupportedException refusal = Assert.Throws<BpfUnsupportedException>(
            () => Entry(program).Attach(UprobeTarget.File(typeof(object).Assembly.Location, "NewGuid")));
        Assert.Contains("NativeAOT", refusal.Message, StringComparison.Ordinal);

        string mapping = File.ReadLines("/proc/self/maps").First(line => line.Contains("doublemapper", StringComparison.Ordinal) && line.Split(' ')[1][2] == 'x').Split(' ')[0];
        refusal = Assert.Throws<BpfUnsupportedException>(
            () => Entry(program).Attach(UprobeTarget.File($"/proc/self/map_files/{mapping}", null, 0x10)));
        Assert.Contains("never fire", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void ProgramWhoseFileWasReplacedIsProbedThroughItsMapping(ProbeMode mode)
    {
        string path = Path.Combine(Path.GetDirectoryName(_target.Path)!, "replaced");
        File.Copy(_target.Path, path);
        using CommandedProcess traced = new(path);
        File.Delete(path);
        File.WriteAllText(path, "another file");
        using BpfObject program = Load(mode);
        using Link link = Entry(program).Attach(UprobeTarget.Process(traced.Id, "replaced", "f_07"));
        traced.Ask("run 8");
        Assert.Equal(8UL, Global(program, "hits"));
    }

    [Fact]
    public void ReturnProbesOfGoProgramsAreRefused()
    {
        string path = Path.Combine(Path.GetDirectoryName(_target.Path)!, "go");
        Testing.Tool.Run("objcopy", "--add-section", ".gopclntab=/etc/hostname", _target.Path, path);
        using BpfObject program = Load(ProbeMode.Auto);
        UprobeProgram onReturn = program.Programs.Get<UprobeProgram>("on_return");
        BpfUnsupportedException refusal = Assert.Throws<BpfUnsupportedException>(() => onReturn.Attach(UprobeTarget.File(path, "f_00")));
        Assert.Contains("Go", refusal.Message, StringComparison.Ordinal);
        onReturn.Attach(UprobeTarget.File(path, "f_00"), new UprobeOptions { AllowUnsafe = true }).Dispose();
        Entry(program).Attach(UprobeTarget.File(path, "f_00")).Dispose();
    }

    private static BpfObject Load(ProbeMode mode)
    {
        BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe", new BpfObjectOptions { UprobeMode = mode });
        program.Load();
        return program;
    }

    private static UprobeProgram Entry(BpfObject program) => program.Programs.Get<UprobeProgram>("on_entry");

    private static ulong Global(BpfObject program, string name) => program.Globals.Reference<ulong>(".bss", name);
}
