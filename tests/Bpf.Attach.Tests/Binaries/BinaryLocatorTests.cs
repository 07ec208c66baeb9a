using Bpf.Runtime.Attach.Binaries;
using Bpf.Runtime;
using Bpf.Runtime.Attach;
using Bpf.Symbols.Files;

namespace Bpf.Attach.Tests.Binaries;

/// <summary>Resolves names to files below a root directory of the test.</summary>
[Trait("Category", "Quick")]
public sealed class BinaryLocatorTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bpf-root-").FullName;

    private BinaryLocator Locator => new(new FileRoot(_root));

    public BinaryLocatorTests() => Directory.CreateDirectory(Path.Combine(_root, "usr/lib"));

    [Theory]
    [InlineData("libx", "libx.so.10", "libx.so.9", "libx.so.10", "libx.so.10.bak", "libx.so.9.1")]
    [InlineData("libx.so", "libx.so.1.2.10", "libx.so.1.2.9", "libx.so.1.2.10", "libx.so.1")]
    [InlineData("libx.so.9", "libx.so.9", "libx.so.9", "libx.so.10")]
    [InlineData("libx", "libx.so", "libx.so", "libx.so.10")]
    [InlineData("libx-1+2", "libx-1+2.so.1", "libx-1+2.so.1", "libx-1+2.so.a")]
    public void WithoutANumberTheNewestIsUsed(string name, string expected, params string[] files)
    {
        foreach (string file in files)
        {
            File.WriteAllBytes(Path.Combine(_root, "usr/lib", file), []);
        }

        using LocatedFile found = Locator.Find(name);
        Assert.Equal(expected, Path.GetFileName(found.Path));
    }

    [Fact]
    public void DanglingSymlinkDoesNotHideTheLibrary()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "usr/lib/libx.so"), "missing.so");
        File.WriteAllBytes(Path.Combine(_root, "usr/lib/libx.so.1"), []);

        using LocatedFile found = Locator.Find("libx");
        Assert.Equal("libx.so.1", Path.GetFileName(found.Path));
    }

    [Fact]
    public void BackupFileIsNotALibrary()
    {
        File.WriteAllBytes(Path.Combine(_root, "usr/lib/libx.so.orig"), []);

        Assert.Contains($"{_root}/usr/lib", Assert.Throws<BinaryNotFoundException>(() => Locator.Find("libx")).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
