using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Binaries;

/// <summary>The file of a container is probed, never its twin on the host.</summary>
public sealed class ContainerFileTests : IClassFixture<ContainerFileTests.StaticTarget>, IDisposable
{
    private readonly StaticTarget _target;
    private readonly Container _container;

    public ContainerFileTests(StaticTarget target)
    {
        KernelRequirement.NeedRoot();
        _target = target;
        _container = new Container(target.Path);
    }

    public static TheoryData<bool, ProbeMode, UprobeAttachMode> Ways => new()
    {
        { false, ProbeMode.Auto, UprobeAttachMode.Default },
        { true, ProbeMode.Auto, UprobeAttachMode.Default },
        { false, ProbeMode.Single, UprobeAttachMode.Default },
        { true, ProbeMode.Single, UprobeAttachMode.Default },
        { true, ProbeMode.Single, UprobeAttachMode.Tracefs },
    };

    public void Dispose() => _container.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public void AbsoluteSymlinkStaysInTheContainer(bool hasNamespace, ProbeMode mode, UprobeAttachMode attachMode)
    {
        using CommandedProcess traced = _container.Start(hasNamespace);
        using CommandedProcess twin = new(_container.Twin);
        foreach (UprobeTarget target in (UprobeTarget[])
            [
                UprobeTarget.Process(traced.Id, "/app/server", "f_07"),
                UprobeTarget.Process(traced.Id, "real-server", "f_07"),
                UprobeTarget.Process(traced.Id, "/proc/self/exe", "f_07"),
                UprobeTarget.File($"/proc/{traced.Id}/root/app/server", "f_07"),
            ])
        {
            using BpfObject program = Load(mode);
            UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");
            Link link = entry.Attach(target, new UprobeOptions { AttachMode = attachMode });
            twin.Ask("run 3");
            traced.Ask("run 5");
            Assert.Equal(5UL, Hits(program));
            Assert.StartsWith($"/proc/{traced.Id}/root/", PathOf(link), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UsdtProbesAndTheCommandUseTheFileOfTheContainer(bool hasNamespace)
    {
        using CTarget points = new(Path.Combine(AppContext.BaseDirectory, "targets", "points.c"), "-static", $"-I{Path.Combine(AppContext.BaseDirectory, "objects")}");
        using Container container = new(points.Path);
        using CommandedProcess traced = container.Start(hasNamespace);
        using BpfObject program = BpfObject.Open(CObject.Compile("usdt"), "usdt");
        program.Load();
        UsdtProgram point = program.Programs.OfType<UsdtProgram>().First();
        using Link link = point.Attach(UsdtTarget.Process(traced.Id, "/app/server", "demo", "point"));
        Assert.Contains($"/proc/{traced.Id}/root/app/server", link.Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReplacedFileIsProbedThroughItsMapping(bool isRemoved)
    {
        using CommandedProcess traced = _container.Start(hasNamespace: true);
        File.Delete(_container.Real);
        if (!isRemoved)
        {
            File.Copy(_target.Path, _container.Real);
        }

        Assert.Equal(4UL, HitsOf(UprobeTarget.Process(traced.Id, "/app/server", "f_07"), traced, 4));
        Assert.Equal(4UL, HitsOf(UprobeTarget.Process(traced.Id, _container.Twin, "f_07"), traced, 4));
    }

    [Fact]
    public void UnmappedNewFileIsFoundByItsFullPath()
    {
        using CommandedProcess traced = _container.Start(hasNamespace: true);
        File.Copy(_target.Path, Path.Combine(_container.Root, "app/later"));
        using BpfObject program = Load(ProbeMode.Auto);
        using Link link = program.Programs.Get<UprobeProgram>("on_entry").Attach(UprobeTarget.Process(traced.Id, "/app/later", "f_07"));
        traced.Ask("run 2");
        Assert.Equal(0UL, Hits(program));
        Assert.Equal($"/proc/{traced.Id}/root/app/later", PathOf(link));
    }

    [Fact]
    public void FilesUnderOvermountsAndOnDetachedMountsAreProbed()
    {
        string mounted = Path.Combine(_container.Root, "app");
        string path = $"{mounted}/program";
        using CommandedProcess traced = new("unshare", "--mount", "--propagation", "private", "sh", "-c", $"mount -t tmpfs none {mounted} && cp {_target.Path} {path} && exec {path}");

        Tool.Run("nsenter", "-t", $"{traced.Id}", "-m", "sh", "-c", $"mount -t tmpfs none {mounted} && cp {_target.Path} {path}");
        Assert.Equal(2UL, HitsOf(UprobeTarget.Process(traced.Id, path, "f_07"), traced, 2));
        Assert.Equal(2UL, HitsOf(UprobeTarget.Process(traced.Id, "program", "f_07"), traced, 2));

        Tool.Run("nsenter", "-t", $"{traced.Id}", "-m", "sh", "-c", $"umount {mounted} && umount -l {mounted}");
        Assert.Equal(2UL, HitsOf(UprobeTarget.Process(traced.Id, path, "f_07"), traced, 2));
        Assert.Equal(2UL, HitsOf(UprobeTarget.Process(traced.Id, "program", "f_07"), traced, 2));
    }

    [Theory]
    [InlineData("new\nline")]
    [InlineData(@"escaped\012line")]
    [InlineData("blank name")]
    [InlineData("gone (deleted)")]
    [InlineData("näme")]
    public void UnusualNamesAreFound(string name)
    {
        string path = Path.Combine(_container.Root, name);
        File.Copy(_target.Path, path);
        using CommandedProcess traced = new(path);
        Assert.Equal(3UL, HitsOf(UprobeTarget.Process(traced.Id, name, "f_07"), traced, 3));
        Assert.Equal(3UL, HitsOf(UprobeTarget.Process(traced.Id, path, "f_07"), traced, 3));
        Assert.Equal(3UL, HitsOf(UprobeTarget.Process(traced.Id, path, "f_07"), traced, 3, UprobeAttachMode.Tracefs));

        File.Delete(path);
        Assert.Equal(3UL, HitsOf(UprobeTarget.Process(traced.Id, name, "f_07"), traced, 3));
        Assert.Equal(3UL, HitsOf(UprobeTarget.Process(traced.Id, path, "f_07"), traced, 3));
    }

    [Fact]
    public void WithoutAccessToMapFilesThePathIsUsedIfItIsTheSameFile()
    {
        using CommandedProcess traced = _container.Start(hasNamespace: true);
        string[] through = ["setpriv", "--bounding-set=-sys_admin,-checkpoint_restore"];
        string file = Path.Combine(_container.Root, "uprobe.bpf.o");
        File.WriteAllBytes(file, CObject.Compile("uprobe"));
        string[] command = ["attach", file, "--program", "on_entry", "--pid", $"{traced.Id}", "--for", "10ms", "--target"];
        BpfTool attached = BpfTool.RunApart(through, [.. command, "real-server:f_07"]);
        Assert.True(attached.ExitCode == 0, attached.Errors);
        Assert.Contains($"/proc/{traced.Id}/root{_container.Twin}", attached.Output, StringComparison.Ordinal);

        // A program has one more symlink than a library; the error also reports a dangling one.
        File.Delete(_container.Real);
        attached = BpfTool.RunApart(through, [.. command, "/app/server:f_07"]);
        Assert.True(attached.ExitCode == 0, attached.Errors);
        Assert.Contains("mapped by process", attached.Output, StringComparison.Ordinal);
    }

    private static ulong HitsOf(UprobeTarget target, CommandedProcess traced, int count, UprobeAttachMode attachMode = UprobeAttachMode.Default)
    {
        using BpfObject program = Load(attachMode == UprobeAttachMode.Default ? ProbeMode.Auto : ProbeMode.Single);
        using Link link = program.Programs.Get<UprobeProgram>("on_entry").Attach(target, new UprobeOptions { AttachMode = attachMode });
        traced.Ask($"run {count}");
        return Hits(program);
    }

    private static BpfObject Load(ProbeMode mode)
    {
        BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe", new BpfObjectOptions { UprobeMode = mode });
        program.Load();
        return program;
    }

    private static ulong Hits(BpfObject program) => program.Globals.Reference<ulong>(".bss", "hits");

    private static string? PathOf(Link link) => link switch
    {
        UprobeMultiLink multi => multi.Path,
        PerfEventLink single => single.Path,
        _ => null,
    };

    /// <summary>The program, which needs no libraries and therefore runs in any root directory.</summary>
    public sealed class StaticTarget : IDisposable
    {
        private readonly CTarget _target = new(System.IO.Path.Combine(AppContext.BaseDirectory, "targets", "many.c"), "-static");

        public string Path => _target.Path;

        public void Dispose() => _target.Dispose();
    }
}
