using Bpf.Symbols.DotNet.Names;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>Names for readers, from what metadata has.</summary>
public sealed class MethodNameTests
{
    private static readonly TypeText s_int = new TypeIdentity("System", ["Int32"], []).Text;
    private static readonly TypeText s_text = new TypeIdentity("System", ["String"], []).Text;

    public static TheoryData<string, string, string> InventedNames => new()
    {
        { "Program", "Run", "Demo.Program.Run(int)" },
        { "Program+<>c", "<Run>b__7_1", "Demo.Program.Run() [lambda]" },
        { "Program+<>c__DisplayClass7_0", "<Run>b__0", "Demo.Program.Run() [lambda]" },
        { "Program+<>c__DisplayClass7_0+<>c__DisplayClass7_1", "<Run>b__2", "Demo.Program.Run() [lambda]" },
        { "Program+<>c", "<.ctor>b__0_0", "Demo.Program.Program() [lambda]" },
        { "Program+<>c", "<.cctor>b__0_0", "Demo.Program.Program() [lambda]" },
        { "Program+<>c", "<get_Items>b__0_0", "Demo.Program.Items.get() [lambda]" },
        { "Program+<>c", ".ctor", "Demo.Program.<>c.<>c(int)" },
        { "Program", "<Run>g__Add|7_0", "Demo.Program.Run.Add(int) [local function]" },
        { "Program+<>c__DisplayClass7_0", "<Run>g__Add|0", "Demo.Program.Run.Add(int) [local function]" },
        { "Program", "<<Run>g__Outer|7_0>g__Inner|7_1", "Demo.Program.Run.Outer.Inner(int) [local function]" },
        { "Program", "<Main>$", "Demo.Program.Main(int) [top-level statements]" },
        { "Program", "<Main>", "Demo.Program.Main(int) [entry point]" },
        { "Program+<>c", "<<Main>$>b__0_0", "Demo.Program.Main() [lambda]" },
        { "Point", "<Clone>$", "Demo.Point.Clone(int) [record]" },
        { "<File>F0123456789ABCDEF__Hidden", "Run", "Demo.Hidden.Run(int)" },
        { "<>f__AnonymousType0", "ToString", "Demo.AnonymousType0.ToString(int)" },
        { "<PrivateImplementationDetails>", "ComputeStringHash", "Demo.<PrivateImplementationDetails>.ComputeStringHash(int)" },
        { "Program", "System.IDisposable.Dispose", "Demo.Program.IDisposable.Dispose(int)" },
        { "Program", "System.Collections.Generic.IDictionary<System.String,T>.get_Item", "Demo.Program.IDictionary<String,T>.Item.get(int)" },
        { "Program", "get_Fresh", "Demo.Program.get_Fresh(int)" },
        { "Program", "<", "Demo.Program.<(int)" },
        { "Program", "<>", "Demo.Program.<>(int)" },
        { "Program", "<<<", "Demo.Program.<<<(int)" },
        { "<>c", "<Run>b__0", "Demo.<>c.Run() [lambda]" },
    };

    public static TheoryData<string, string> SpecialNames => new()
    {
        { ".ctor", "Demo.Box<string>.Box(int)" },
        { ".cctor", "Demo.Box<string>.Box(int) [static constructor]" },
        { "get_Size", "Demo.Box<string>.Size.get(int)" },
        { "set_Size", "Demo.Box<string>.Size.set(int)" },
        { "add_Changed", "Demo.Box<string>.Changed.add(int)" },
        { "op_Addition", "Demo.Box<string>.operator +(int)" },
        { "op_CheckedMultiply", "Demo.Box<string>.operator checked *(int)" },
        { "op_UnsignedRightShift", "Demo.Box<string>.operator >>>(int)" },
        { "op_Implicit", "Demo.Box<string>.implicit operator string(int)" },
        { "op_Explicit", "Demo.Box<string>.explicit operator string(int)" },
        { "op_Strange", "Demo.Box<string>.op_Strange(int)" },
    };

    [Theory]
    [MemberData(nameof(InventedNames))]
    public void InventedNamesAreThoseOfTheSource(string types, string method, string expected)
        => Assert.Equal(expected, MethodNames.ForReaders(new MethodIdentity
        {
            Type = new TypeIdentity("Demo", types.Split('+'), []), Name = method, Parameters = [s_int],
        }));

    [Theory]
    [MemberData(nameof(SpecialNames))]
    public void SpecialNamesAreThoseOfTheSource(string method, string expected)
        => Assert.Equal(expected, MethodNames.ForReaders(new MethodIdentity
        {
            Type = new TypeIdentity("Demo", ["Box`1"], [s_text]), Name = method, Parameters = [s_int], Result = s_text, IsSpecial = true,
        }));

    [Theory]
    [InlineData("Program+<RunAsync>d__5", "MoveNext", 1, "Demo.Program.RunAsync() [async]")]
    [InlineData("Program+<Items>d__5`1", "MoveNext", 2, "Demo.Program.Items<string>() [iterator]")]
    [InlineData("Program+<Items>d__5", "System.Collections.IEnumerator.Reset", 2, "Demo.Program.Items().Reset(int) [iterator]")]
    [InlineData("Program+<StreamAsync>d__5", "MoveNext", 3, "Demo.Program.StreamAsync() [async iterator]")]
    [InlineData("Program+<>c+<<Run>b__0_0>d", "MoveNext", 1, "Demo.Program.Run() [async lambda]")]
    [InlineData("Program+<<Run>g__Add|0_0>d", "MoveNext", 1, "Demo.Program.Run.Add() [async local function]")]
    [InlineData("Program+<<Main>$>d__0", "MoveNext", 1, "Demo.Program.Main() [async]")]
    [InlineData("Outer`1+Program+<RunAsync>d__5`1", "MoveNext", 1, "Demo.Outer<string>.Program.RunAsync<int>() [async]")]
    [InlineData("Program+<RunAsync>d__5", "MoveNext", 0, "Demo.Program.<RunAsync>d__5.MoveNext(int)")]
    public void StateMachinesAreTheMethodsTheyRun(string types, string method, int kind, string expected)
        => Assert.Equal(expected, MethodNames.ForReaders(new MethodIdentity
        {
            Type = new TypeIdentity("Demo", types.Split('+'), ((TypeText[])[s_text, s_int])[..types.Count('`')]), Name = method,
            Parameters = [s_int], StateMachine = (StateMachineKind)kind,
        }));

    [Fact]
    public void RawNamesHaveEverything()
    {
        MethodIdentity method = new()
        {
            Type = new TypeIdentity("Demo", ["Outer`1", "Inner`1"], [s_int, new TypeIdentity("Demo", ["Box`1"], [s_text]).Text.With("[]")]),
            Name = "<Run>b__0",
            Arguments = [s_text],
            Parameters = [s_int.With("*"), s_text],
        };
        Assert.Equal("Demo.Outer<System.Int32>.Inner<Demo.Box<System.String>[]>.<Run>b__0<System.String>(System.Int32*, System.String)", MethodNames.Raw(method));
        Assert.Equal("Demo.Outer<int>.Inner<Box<string>[]>.Run() [lambda]", MethodNames.ForReaders(method));
    }

    [Fact]
    public void MethodsWithoutATypeAreMarked()
    {
        Assert.Equal("Twice [dynamic method]", MethodNames.ForReaders(new MethodIdentity { Name = "Twice" }));
        Assert.Equal("IL_STUB_PInvoke [runtime stub]", MethodNames.ForReaders(new MethodIdentity { Name = "IL_STUB_PInvoke" }));
    }

    [Fact]
    public void NamesCannotSteerTerminalsOrBreakLines()
    {
        MethodIdentity method = new() { Type = new TypeIdentity("", ["A\nB"], []), Name = "\u001b[2J" + new string('x', 10_000) };
        foreach (string name in (string[])[MethodNames.Raw(method), MethodNames.ForReaders(method)])
        {
            Assert.StartsWith("A?B.?[2Jxxx", name, StringComparison.Ordinal);
            Assert.InRange(name.Length, 1_000, 5_000);
        }
    }

    [Fact]
    public void RandomNamesAreHarmless()
    {
        Random random = new(3);
        for (int round = 0; round < 20_000; round++)
        {
            string[] types = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Text())];
            MethodIdentity method = new()
            {
                Type = new TypeIdentity(Text(), types, [.. Enumerable.Repeat(s_int, random.Next(3))]), Name = Text(), IsSpecial = random.Next(2) == 0,
                StateMachine = (StateMachineKind)random.Next(4), Parameters = random.Next(2) == 0 ? null : [s_int],
            };
            Assert.NotNull(MethodNames.Raw(method) + MethodNames.ForReaders(method));
        }

        string Text() => string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.GetItems(
            ["<", ">", "b__", "g__", "|", "d", "$", "c", ".", "`1", "Main", "get_", "op_", "F", "__", "Run", "0_", "<>", ".ctor"], 1)[0]));
    }
}
