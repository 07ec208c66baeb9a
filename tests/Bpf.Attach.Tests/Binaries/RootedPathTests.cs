using Bpf.Objects.Btf.Values;
using Bpf.Runtime;
using Bpf.Runtime.Attach;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Files;
using Bpf.Symbols.Syscalls;

namespace Bpf.Attach.Tests.Binaries;

/// <summary>Paths below a root directory: openat2 and the fallback for older kernels resolve to the same files.</summary>
[Trait("Category", "Quick")]
public sealed class RootedPathTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("bpf-root-");

    public RootedPathTests()
    {
        foreach (string directory in (string[])["opt/real", "usr/lib", "a/b/c"])
        {
            _root.CreateSubdirectory(directory);
        }

        File.WriteAllText(In("opt/real/server"), "");
        File.WriteAllText(In("usr/lib/libx.so.1.2"), "");
        File.WriteAllText(In("a/b/c/file"), "");
        Link("app", "/opt/real");
        Link("lib", "usr/lib");
        Link("usr/lib/libx.so.1", "libx.so.1.2");
        Link("escape", "../../../../../../../opt/real/server");
        Link("absolute-escape", "/../../../opt/real/server");
        Link("self", "/self");
        Link("one", "two");
        Link("two", "/one");
        Link("nowhere", "/etc/hostname-of-nobody");
        Link("up", "a/b/c/../../../opt");
        Link("etc", "/usr/lib");
        Link("root", "/");
    }

    [Theory]
    [InlineData("/app/server", "opt/real/server")]
    [InlineData("app//./server", "opt/real/server")]
    [InlineData("/lib/libx.so.1", "usr/lib/libx.so.1.2")]
    [InlineData("/etc/libx.so.1", "usr/lib/libx.so.1.2")]
    [InlineData("/escape", "opt/real/server")]
    [InlineData("/absolute-escape", "opt/real/server")]
    [InlineData("/../../../opt/real/server", "opt/real/server")]
    [InlineData("/up/real/server", "opt/real/server")]
    [InlineData("/a/b/c/../../../opt/real/../real/server", "opt/real/server")]
    [InlineData("/root/root/root/a/b/c/file", "a/b/c/file")]
    [InlineData("/app/../real/server", "opt/real/server")]
    [InlineData("/..", "")]
    [InlineData("/a/b/", "a/b")]
    public void PathIsResolvedInTheRootDirectory(string path, string expected)
    {
        FileIdentity wanted = FileIdentity.Of(In(expected));
        foreach ((Errno error, BpfHandle file) in Both(path))
        {
            using (file)
            {
                Assert.Equal(Errno.None, error);
                Assert.True(FileIdentity.Of(file).IsSameFile(wanted));
            }
        }
    }

    [Theory]
    [InlineData("/self", Errno.ELOOP)]
    [InlineData("/one", Errno.ELOOP)]
    [InlineData("/nowhere", Errno.ENOENT)]
    [InlineData("/etc/hostname", Errno.ENOENT)]
    [InlineData("/opt/real/server/", Errno.ENOTDIR)]
    [InlineData("/opt/real/server/..", Errno.ENOTDIR)]
    [InlineData("/opt/real/server/x", Errno.ENOTDIR)]
    public void OtherPathsFailLikeTheKernel(string path, Errno expected)
    {
        foreach ((Errno error, BpfHandle file) in Both(path))
        {
            file.Dispose();
            Assert.Equal(expected, error);
        }
    }

    [Fact]
    public void SymlinkChainIsLimitedToForty()
    {
        File.WriteAllText(In("link0"), "");
        for (int i = 1; i <= 41; i++)
        {
            Link($"link{i}", $"link{i - 1}");
        }

        Assert.All(Both("/link40"), each => Assert.Equal(Errno.None, each.Error));
        Assert.All(Both("/link41"), each => Assert.Equal(Errno.ELOOP, each.Error));
    }

    [Fact]
    public void WalkLeavesNoDescriptorOpen()
    {
        Both("/app/server").ForEach(each => each.File.Dispose());
        int before = Support.OpenFiles.Count(_root.FullName);
        foreach (string path in (string[])["/app/server", "/self", "/nowhere", "/a/b/c/../../../opt/real/server", "/opt/real/server/x"])
        {
            Both(path).ForEach(each => each.File.Dispose());
        }

        Assert.Equal(before, Support.OpenFiles.Count(_root.FullName));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private List<(Errno Error, BpfHandle File)> Both(string path)
    {
        Assert.Equal(Errno.None, Native.Open(_root.FullName, Native.OpenPath, out BpfHandle root));
        using (root)
        {
            Errno walked = RootedPath.Walk(root, path, out BpfHandle byWalk, out _);
            Errno opened = RootedPath.Open(root, path, out BpfHandle byKernel);
            return [(walked, byWalk), (opened, byKernel)];
        }
    }

    private string In(string path) => Path.Combine(_root.FullName, path);

    private void Link(string path, string target) => File.CreateSymbolicLink(In(path), target);
}
