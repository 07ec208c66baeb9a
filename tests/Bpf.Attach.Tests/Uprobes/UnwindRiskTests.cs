using System.Diagnostics;
using Bpf.Attach.Tests.Support;
using Bpf.Objects.Btf.Values;
using Bpf.Runtime;
using Bpf.Runtime.Attach;
using Bpf.Runtime.Attach.Refusals;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Uprobes;

/// <summary>Return probes at functions that exceptions unwind through crash the target; a warning says so where the file shows it.</summary>
public sealed class UnwindRiskTests : IDisposable
{
    private const string Named = "can pass through logs::cleans";
    private const string General = "may leave a probed function";
    private readonly CTarget _target;
    private readonly List<BpfLogEntry> _log = [];

    public UnwindRiskTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "throws.cpp"), "-lstdc++");
    }

    private IEnumerable<string> Warnings => _log.Where(entry => entry.Level == BpfLogLevel.Warning).Select(entry => entry.Message);

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData("logs::cleans", Named, true)]
    [InlineData("passes", General, true)]
    [InlineData("throws", "can pass through throws", true)] // it frees the exception when that cannot be constructed
    [InlineData("catches", General, false)]
    [InlineData("ends", null, false)]
    public void WarningMatchesWhatHappens(string function, string? warning, bool ends)
    {
        foreach (ProbeMode mode in (ProbeMode[])[ProbeMode.Auto, ProbeMode.Single])
        {
            _log.Clear();
            using BpfObject program = Load(mode);
            program.Programs.Get<UprobeProgram>("on_entry").Attach(UprobeTarget.File(_target.Path, function));
            Assert.Empty(Warnings);

            program.Programs.Get<UprobeProgram>("on_return").Attach(UprobeTarget.File(_target.Path, function));
            if (warning is null)
            {
                Assert.Empty(Warnings);
            }
            else
            {
                Assert.Contains(warning, Assert.Single(Warnings), StringComparison.Ordinal);
            }

            Assert.Equal(ends, Run(_target.Path) != 0);
        }
    }

    [Theory]
    [InlineData("unwind", true)]
    [InlineData("abort", false)] // the panic ends the program anyway
    public void RustPanicsCauseAWarning(string strategy, bool isWarned)
    {
        string program = $"{_target.Path}-{strategy}";
        Tool.Run("rustc", "-O", "-C", $"panic={strategy}", "-o", program, Path.Combine(AppContext.BaseDirectory, "targets", "panics.rs"));
        Assert.Equal(isWarned, Run(program) == 0);
        using BpfObject loaded = Load(ProbeMode.Auto);
        loaded.Programs.Get<UprobeProgram>("on_return").Attach(UprobeTarget.File(program, "cleans"));
        Assert.Equal(isWarned ? 1 : 0, Warnings.Count(warning => warning.Contains("can pass through cleans", StringComparison.Ordinal)));
        Assert.NotEqual(0, Run(program));
    }

    [Fact]
    public void SessionsAndStrippedFilesCauseTheWarningToo()
    {
        KernelRequirement.Need(KernelFeatures.For(null).UprobeSession.IsSupported, "the kernel has no uprobe sessions");
        ulong cleans = Binary.SymbolsOf(_target.Path).Resolve("logs::cleans");
        Tool.Run("strip", "-s", _target.Path);
        using BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe", new BpfObjectOptions { Log = _log.Add });
        UprobeProgram session = program.Programs.Get<UprobeProgram>("on_session");
        session.AutoLoad = true;
        program.Load();
        session.Attach(UprobeTarget.File(_target.Path, null, cleans));
        Assert.Contains($"can pass through +0x{cleans:x} in {_target.Path}", Assert.Single(Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void OneWarningCoversAllPlacesOfALink()
    {
        using BpfObject program = Load(ProbeMode.Auto);
        UprobeProgram onReturn = program.Programs.Get<UprobeProgram>("on_return");
        using (onReturn.Attach(UprobeTarget.File(_target.Path), new UprobeOptions { Functions = ["passes", "ends", "logs::cleans", "throws"] }))
        {
            Assert.Contains(Named, Assert.Single(Warnings), StringComparison.Ordinal);
        }

        // Many functions of libstdc++ have cleanup code.
        _log.Clear();
        BinarySymbols library = Binary.SymbolsOf(Tool.Run("gcc", "-print-file-name=libstdc++.so.6").Trim());
        UnwindRisk risk = Assert.IsType<UnwindRisk>(UnwindRisk.Of(library, library.ResolveAll("*").Offsets));
        Assert.Equal((3, true), (risk.Passed.Length, risk.HasMore));
        Assert.Contains(" and others in ", $"{risk}", StringComparison.Ordinal);
    }

    [Fact]
    public void ObjectsFromCGetNoWarning()
    {
        // libc has cleanup handlers, for the cancellation of threads.
        BinarySymbols libc = Binary.SymbolsOf("libc");
        Assert.Null(UnwindRisk.Of(libc, libc.ResolveAll("*").Offsets));

        using CTarget plain = new(Path.Combine(AppContext.BaseDirectory, "targets", "functions.c"), "-fexceptions");
        using BpfObject program = Load(ProbeMode.Auto);
        program.Programs.Get<UprobeProgram>("on_return").Attach(UprobeTarget.File(plain.Path, "*_function"));
        Assert.Empty(Warnings);
    }

    private BpfObject Load(ProbeMode mode)
    {
        BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe", new BpfObjectOptions { UprobeMode = mode, Log = _log.Add });
        program.Load();
        return program;
    }

    private static int Run(string path)
    {
        using Process process = Process.Start(new ProcessStartInfo(path) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
