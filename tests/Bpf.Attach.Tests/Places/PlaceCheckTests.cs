using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Places;

/// <summary>Places are checked before anything attaches, however they are specified.</summary>
public sealed class PlaceCheckTests : IDisposable
{
    private const string Answer = "286331157"; // what the functions of the target add up to
    private readonly CTarget _target;

    public PlaceCheckTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "places.c"));
    }

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData("arithmetic", 1, null)]
    [InlineData("arithmetic", 2, ProbePlaceDefect.InsideInstruction)]
    [InlineData("arithmetic", 4, null)]
    [InlineData("arithmetic", 6, ProbePlaceDefect.InsideInstruction)] // the target would add something else
    [InlineData("arithmetic", 11, null)]
    [InlineData("arithmetic", 12, ProbePlaceDefect.OutsideFunction)]
    [InlineData("arithmetic", 0x100, ProbePlaceDefect.OutsideFunction)]
    [InlineData("locked", 0, ProbePlaceDefect.RefusedInstruction)]
    [InlineData("locked", 8, null)]
    [InlineData("unsized", 1, ProbePlaceDefect.InsideInstruction)]
    [InlineData("unsized", 5, null)]
    public void ProbeIsPlacedAtAnInstructionBoundary(string function, int distance, ProbePlaceDefect? defect)
    {
        using CommandedProcess traced = new(_target.Path);
        foreach (ProbeMode mode in (ProbeMode[])[ProbeMode.Auto, ProbeMode.Single])
        {
            using BpfObject program = Load(mode);
            UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");
            UprobeTarget byName = UprobeTarget.File(_target.Path, function, (ulong)distance);
            foreach (UprobeTarget target in (UprobeTarget[])[byName, byName with { ProcessId = traced.Id }, UprobeTarget.Parse($"{_target.Path}:{function}+0x{distance:x}")])
            {
                Assert.Equal(defect, DefectOf(() => entry.Attach(target).Dispose()));
                Assert.Equal(Answer, traced.Ask("run 1"));
            }

            using Link? link = defect is null ? entry.Attach(byName) : null;
            Assert.Equal(Answer, traced.Ask("run 1"));
            Assert.Equal(defect is null ? 1UL : 0UL, program.Globals.Reference<ulong>(".bss", "hits"));
        }
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, ProbePlaceDefect.InsideInstruction)]
    [InlineData(6, ProbePlaceDefect.InsideInstruction)]
    public void FileOffsetsAreCheckedWithSymbolsOrUnwindTables(int distance, ProbePlaceDefect? defect)
    {
        string stripped = $"{_target.Path}-stripped";
        Tool.Run("strip", "-s", "-o", stripped, _target.Path);
        ulong place = Binary.SymbolsOf(_target.Path).Resolve("arithmetic") + (ulong)distance;
        using BpfObject program = Load(ProbeMode.Auto);
        UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");
        foreach (string path in (string[])[_target.Path, stripped])
        {
            Assert.Equal(defect, DefectOf(() => entry.Attach(UprobeTarget.File(path, null, place)).Dispose()));
            Assert.Equal(defect, DefectOf(() => entry.Attach(UprobeTarget.File(path), new UprobeOptions { Offsets = [place - (ulong)distance, place] }).Dispose()));
            Assert.Equal(ProbePlaceDefect.NotAnEntry, DefectOf(() => program.Programs.Get<UprobeProgram>("on_return").Attach(UprobeTarget.File(path, null, place - (ulong)distance + 1)).Dispose()));
            program.Programs.Get<UprobeProgram>("on_return").Attach(UprobeTarget.File(path, null, place - (ulong)distance)).Dispose();
        }
    }

    [Fact]
    public void DataIsNotAProbeLocation()
    {
        using BpfObject program = Load(ProbeMode.Auto);
        long text = File.ReadAllBytes(_target.Path).AsSpan().IndexOf("not code"u8);
        Assert.Equal(ProbePlaceDefect.NotCode, DefectOf(() => program.Programs.Get<UprobeProgram>("on_entry").Attach(UprobeTarget.File(_target.Path, null, (ulong)text))));
    }

    [Fact]
    public void SessionsAndReturnProbesAcceptOnlyFunctionEntries()
    {
        KernelRequirement.Need(KernelFeatures.For(null).UprobeSession.IsSupported, "the kernel has no uprobe sessions");
        using CommandedProcess traced = new(_target.Path);
        using BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe");
        UprobeProgram session = program.Programs.Get<UprobeProgram>("on_session");
        session.AutoLoad = true;
        program.Load();

        // After push %rbp, the saved register would be mistaken for the return address.
        Assert.Equal(ProbePlaceDefect.NotAnEntry, DefectOf(() => session.Attach(UprobeTarget.File(_target.Path, "arithmetic", 1))));
        Assert.Equal(ProbePlaceDefect.NotAnEntry, DefectOf(() => session.Attach(UprobeTarget.File(_target.Path, "marked", 5))));
        Assert.Equal(Answer, traced.Ask("run 1"));

        using Link entry = session.Attach(UprobeTarget.File(_target.Path, "arithmetic"));
        session.Attach(UprobeTarget.File(_target.Path, "marked", 4)).Dispose();
        Assert.Equal(Answer, traced.Ask("run 1"));
        Assert.Equal(2UL, program.Globals.Reference<ulong>(".bss", "entries"));
    }

    [Fact]
    public void OneUnprobeablePlaceIsReportedAndNothingAttaches()
    {
        using CommandedProcess traced = new(_target.Path);
        using BpfObject program = Load(ProbeMode.Auto);
        UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");
        ProbePlaceException refusal = Assert.Throws<ProbePlaceException>(() => entry.Attach(UprobeTarget.File(_target.Path), new UprobeOptions { Functions = ["arithmetic", "locked"] }));
        Assert.Contains(":locked", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("f048ff05", refusal.Message, StringComparison.Ordinal);
        refusal = Assert.Throws<ProbePlaceException>(() => entry.Attach(UprobeTarget.File(_target.Path, "lock*")));
        Assert.Contains(":locked", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Answer, traced.Ask("run 1"));
        Assert.Equal(0UL, program.Globals.Reference<ulong>(".bss", "hits"));
    }

    [Fact]
    public void AllowUnsafeOverridesTheCheck()
    {
        using BpfObject program = Load(ProbeMode.Auto);
        UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");
        UprobeTarget inside = UprobeTarget.File(_target.Path, "arithmetic", 6);
        ProbePlaceException refusal = Assert.Throws<ProbePlaceException>(() => entry.Attach(inside));
        Assert.Contains("instructions begin at +0x4 and +0xa", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AllowUnsafe", refusal.Message, StringComparison.Ordinal);

        using CommandedProcess traced = new(_target.Path);
        using Link link = entry.Attach(inside, new UprobeOptions { AllowUnsafe = true });
        Assert.NotEqual(Answer, traced.Ask("run 1"));
    }

    private static BpfObject Load(ProbeMode mode)
    {
        BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe", new BpfObjectOptions { UprobeMode = mode });
        program.Load();
        return program;
    }

    private static ProbePlaceDefect? DefectOf(Action attach)
    {
        try
        {
            attach();
            return null;
        }
        catch (ProbePlaceException refusal)
        {
            return refusal.Defect;
        }
    }
}
