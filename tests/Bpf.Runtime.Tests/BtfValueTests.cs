using Bpf.Objects.Btf;
using Bpf.Objects;
using Bpf.Objects.Btf.Values;
using Bpf.Runtime.Tests.Support;

namespace Bpf.Runtime.Tests;

/// <summary>Values of every kind of C type, with the layout and BTF that clang emits.</summary>
public sealed class BtfValueTests : IDisposable
{
    private const string Source =
        """
        typedef unsigned char u8;
        enum color { RED, GREEN = 5, BLUE = -3 };
        enum huge { SMALL, HUGE_ONE = 0x100000001ULL };
        struct inner { short a; u8 b[3]; };
        struct bits { unsigned low : 3; unsigned high : 5; int negative : 4; unsigned long long wide : 40; enum color color : 4; _Bool flag : 1; };
        struct all {
            char name[16];
            char full[4];
            u8 text[8];
            u8 bytes[4];
            signed char small;
            _Bool yes;
            enum color color;
            enum color nameless;
            enum huge huge;
            float single;
            double real;
            struct inner inner[2];
            union { int number; unsigned short halves[2]; };
            struct { int x, y; } point;
            void *pointer;
            __int128 widest;
            unsigned long long most;
            long long least;
            int grid[2][3];
            u8 rest[0];
        };
        struct all all = {
            .name = "bash\0garbage", .full = "full", .text = "text", .bytes = { 1, 2, 3, 4 }, .small = -7, .yes = 1, .color = BLUE, .nameless = 77,
            .huge = HUGE_ONE, .single = 1.5f, .real = -0.25, .inner = { { -2, { 9, 8, 7 } }, { 3, {} } }, .number = 0x00020001, .point = { -1, 2 },
            .widest = -((__int128)1 << 100), .most = ~0ULL, .least = -0x7fffffffffffffffLL - 1, .grid = { { 1, 2, 3 }, { 4, 5, 6 } },
        };
        const volatile struct bits bits = { 5, 17, -3, 0xABCDEF0123, GREEN, 1 };
        char LICENSE[] __attribute__((section("license"))) = "GPL";
        """;

    private readonly BpfObject _object = BpfObject.Open(CObject.CompileText(Source, "-Wno-everything"), "values");

    public void Dispose() => _object.Dispose();

    [Theory]
    [InlineData("name", "\"bash\"")]
    [InlineData("full", "\"full\"")]
    [InlineData("text", "\"text\"")]
    [InlineData("bytes", "[1, 2, 3, 4]")]
    [InlineData("small", "-7")]
    [InlineData("yes", "true")]
    [InlineData("color", "BLUE")]
    [InlineData("nameless", "77")]
    [InlineData("huge", "HUGE_ONE")]
    [InlineData("single", "1.5")]
    [InlineData("real", "-0.25")]
    [InlineData("inner", "[{ a = -2, b = [9, 8, 7] }, { a = 3, b = [0, 0, 0] }]")]
    [InlineData("number", "131073")]
    [InlineData("halves", "[1, 2]")]
    [InlineData("point", "{ x = -1, y = 2 }")]
    [InlineData("pointer", "0x0")]
    [InlineData("widest", "-1267650600228229401496703205376")]
    [InlineData("most", "18446744073709551615")]
    [InlineData("least", "-9223372036854775808")]
    [InlineData("grid", "[[1, 2, 3], [4, 5, 6]]")]
    [InlineData("rest", "[]")]
    public void MemberIsReadAsItsType(string member, string expected)
    {
        BtfValue.Record all = (BtfValue.Record)Read(".data", "all");
        Assert.Equal(expected, Assert.Single(all.Fields, field => field.Name == member).Value.ToString());
    }

    [Fact]
    public void BitFieldsAreExtracted()
        => Assert.Equal("{ low = 5, high = 17, negative = -3, wide = 737894400291, color = GREEN, flag = true }", Read(".rodata", "bits").ToString());

    [Fact]
    public void TruncatedValueIsAnError()
    {
        BtfTypeTable types = _object.File.Btf!;
        BpfObjectFormatException exception = Assert.Throws<BpfObjectFormatException>(
            () => new BtfValueReader(types).Read(types.Find("inner"u8, BtfKind.Struct), new byte[5]));
        Assert.Contains("'struct inner' has 6 bytes, but only 5 are available", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0u, 8u, false, 0x78)]
    [InlineData(4u, 8u, false, 0x67)]
    [InlineData(4u, 8u, true, 0x67)]
    [InlineData(28u, 4u, true, 1)]
    [InlineData(3u, 1u, true, -1)]
    [InlineData(0u, 32u, false, 0x12345678)]
    public void BitsAreCountedFromTheLowest(uint offset, uint width, bool isSigned, long expected)
        => Assert.Equal(expected, (long)BitField.Read([0x78, 0x56, 0x34, 0x12], offset, width, isSigned));

    [Fact]
    public void BitsOutOfRangeAreAnError() => Assert.Throws<BpfObjectFormatException>(() => BitField.Read([1, 2], 9, 8, false));

    private BtfValue Read(string section, string name)
    {
        BtfTypeTable types = _object.File.Btf!;
        uint variable = types.Find(System.Text.Encoding.UTF8.GetBytes(name), BtfKind.Variable);
        return new BtfValueReader(types).Read(variable, _object.Globals.Bytes(section, name));
    }
}
