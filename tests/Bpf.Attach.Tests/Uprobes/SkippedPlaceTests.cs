using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Uprobes;

/// <summary>Globs and lists with functions whose first instruction the kernel refuses to probe.</summary>
public sealed class SkippedPlaceTests : IDisposable
{
    private const string Odd = """

        __asm__(".text; .type f_lock, @function; f_lock: lock incl (%rdi); ret; .size f_lock, .-f_lock");
        __asm__(".text; .type f_halt, @function; f_halt: hlt; ret; .size f_halt, .-f_halt");

        """;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-odd-");
    private readonly CTarget _target;
    private readonly List<BpfLogEntry> _log = [];

    public SkippedPlaceTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(RuntimeInformation.ProcessArchitecture == Architecture.X64, "the target has instructions of x86-64");
        string source = Path.Combine(_directory.FullName, "odd.c");
        File.WriteAllText(source, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "targets", "many.c")) + Odd);
        _target = new CTarget(source);
    }

    public void Dispose()
    {
        _target.Dispose();
        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void PatternListsFailuresAndAttachesTheRestOnRequest(ProbeMode mode)
    {
        using CommandedProcess traced = new(_target.Path);
        using BpfObject program = Load(mode);
        UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");
        UprobeTarget target = UprobeTarget.File(_target.Path, "f_*");
        BpfException refusal = Assert.ThrowsAny<BpfException>(() => entry.Attach(target));
        Assert.Contains("f_lock", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("f_halt", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("cannot probe the instruction", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("SkipUnprobeable", refusal.Message, StringComparison.Ordinal);
        Assert.Null(entry.Link);

        Link link = entry.Attach(target, new UprobeOptions { SkipUnprobeable = true });
        traced.Ask("run 3");
        Assert.Equal(300UL, program.Globals.Reference<ulong>(".bss", "hits"));
        Assert.Equal(["f_halt", "f_lock"], link.Skipped.Select(place => place.Name).Order());
        Assert.All(link.Skipped, place => Assert.NotNull(place.Offset));
        Assert.Equal(2, _log.Count(entry => entry is { Level: BpfLogLevel.Warning, Message: var message } && message.StartsWith("skips f_", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void RemainingTargetsKeepTheirCookies(ProbeMode mode)
    {
        using CommandedProcess traced = new(_target.Path);
        using BpfObject program = Load(mode);
        UprobeOptions options = new() { Functions = ["f_lock", "f_00", "nothing", "f_02"], Cookies = [1, 10, 100, 1000] };
        UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");
        Assert.ThrowsAny<BpfException>(() => entry.Attach(UprobeTarget.File(_target.Path), options));

        Link link = entry.Attach(UprobeTarget.File(_target.Path), options with { SkipUnprobeable = true });
        traced.Ask("run 2");
        Assert.Equal(2020UL, program.Globals.Reference<ulong>(".bss", "cookies"));
        Assert.Equal(["f_lock", "nothing"], link.Skipped.Select(place => place.Name));
        Assert.Contains("There is no such function", link.Skipped[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyResultIsAnErrorAndACompleteLinkSkipsNothing()
    {
        using BpfObject program = Load(ProbeMode.Auto);
        UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");
        BpfException refusal = Assert.ThrowsAny<BpfException>(() => entry.Attach(UprobeTarget.File(_target.Path, "f_l*"), new UprobeOptions { SkipUnprobeable = true }));
        Assert.Contains("f_lock", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(entry.Attach(UprobeTarget.File(_target.Path, "f_1*"), new UprobeOptions { SkipUnprobeable = true }).Skipped);
        Assert.Equal(UprobeCost.Refused, Assert.Single(UprobeTarget.File(_target.Path, "f_lock").EstimateCost()).Cost);
    }

    private BpfObject Load(ProbeMode mode)
    {
        BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe", new BpfObjectOptions { UprobeMode = mode, Log = _log.Add });
        program.Load();
        return program;
    }
}
