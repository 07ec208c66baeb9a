using System.Text;
using Bpf.Runtime;

namespace Bpf.Symbols.Tests.Memory;

[Trait("Category", "Quick")]
public sealed class ProcessMapsTests
{
    [Theory]
    [InlineData("/usr/lib/libc.so.6", "/usr/lib/libc.so.6")]
    [InlineData("/tmp/a b  c", "/tmp/a b  c")]
    [InlineData("/tmp/blank ", "/tmp/blank ")]
    [InlineData("/tmp/x (deleted)", "/tmp/x", "/tmp/x (deleted)")]
    [InlineData(@"/tmp/a\012b", "/tmp/a\nb", @"/tmp/a\012b")]
    [InlineData(@"/tmp/a\012b (deleted)", "/tmp/a\nb", @"/tmp/a\012b", "/tmp/a\nb (deleted)", @"/tmp/a\012b (deleted)")]
    [InlineData("/memfd:doublemapper (deleted)", "/memfd:doublemapper", "/memfd:doublemapper (deleted)")]
    [InlineData("[vdso]")]
    [InlineData("[anon:.NET heap]")]
    [InlineData("")]
    public void NamesAreKeptAndStandForPaths(string name, params string[] paths)
    {
        ulong inode = name.StartsWith('/') ? 42UL : 0;
        string padding = name.Length == 0 ? "" : new string(' ', 20);
        MemoryMapping mapping = Assert.Single(Parse($"7f0000001000-7f0000003000 r-xs 0001a000 fd:0c {inode} {padding}{name}\n").Mappings);

        Assert.Equal(name, mapping.Name);
        Assert.Equal(paths, mapping.Paths);
        Assert.Equal((0x7f0000001000UL, 0x7f0000003000UL, 0x1a000UL), (mapping.Start, mapping.End, mapping.Offset));
        Assert.Equal((0xfdU, 0xcU, inode), (mapping.DeviceMajor, mapping.DeviceMinor, mapping.Inode));
        Assert.Equal(MappingAccess.Read | MappingAccess.Execute | MappingAccess.Shared, mapping.Access);
    }

    [Fact]
    public void AddressesAreFoundInTheirMapping()
    {
        ProcessMaps maps = Parse("1000-2000 r--p 00000000 00:00 0 \n2000-3000 r-xp 00000000 00:00 0 \n5000-6000 rw-p 00000000 00:00 0 [heap]\n");

        ulong?[] starts = [.. new ulong[] { 0xfff, 0x1000, 0x1fff, 0x2000, 0x3000, 0x5fff, 0x6000 }.Select(address => maps.Find(address)?.Start)];
        Assert.Equal([null, 0x1000UL, 0x1000UL, 0x2000UL, null, 0x5000UL, null], starts);
    }

    [Theory]
    [InlineData("1000 r--p 00000000 00:00 0\n")]
    [InlineData("2000-1000 r--p 00000000 00:00 0\n")]
    [InlineData("1000-2000 r--p 00000000 00:00\n")]
    [InlineData("1000-2000 r--p 00000000 00:00 x\n")]
    [InlineData("1000-2000 r- 00000000 00:00 0\n")]
    [InlineData("fffffffffffffffff-2 r--p 00000000 00:00 0\n")]
    [InlineData("1000-3000 r--p 00000000 00:00 0\n2000-4000 r--p 00000000 00:00 0\n")]
    [InlineData("\n")]
    public void OtherTextIsRefused(string text) => Assert.Throws<BpfException>(() => Parse(text));

    [Fact]
    public unsafe void OwnCodeIsFound()
    {
        delegate*<int> code = &Answer;

        Assert.True(ProcessMaps.Read(Environment.ProcessId).Find((ulong)code)?.IsExecutable);
    }

    [Fact]
    public void MissingProcessIsNamed()
    {
        BpfException exception = Assert.Throws<BpfException>(() => ProcessMaps.Read(int.MaxValue));

        Assert.Equal(Errno.ESRCH, exception.Errno);
        Assert.Contains($"{int.MaxValue}", exception.Message, StringComparison.Ordinal);
    }

    private static int Answer() => 42;

    private static ProcessMaps Parse(string text) => ProcessMaps.Parse(Encoding.UTF8.GetBytes(text), "maps");
}
