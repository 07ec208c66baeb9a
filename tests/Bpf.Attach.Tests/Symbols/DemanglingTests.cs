using System.Diagnostics;
using System.Text.RegularExpressions;
using Bpf.Attach.Tests.Support;
using Bpf.Objects.Btf.Values;
using Bpf.Objects.Files;
using Bpf.Objects.Symbols.Demangling;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime.Attach;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Symbols;

/// <summary>Demangled names compared with c++filt, for names of this machine's C++ library and Rust compiler.</summary>
public sealed class DemanglingTests
{
    [Theory]
    [InlineData("_Z3foov", "foo")]
    [InlineData("_ZN2ns5Class6methodEi", "ns::Class::method")]
    [InlineData("_ZNK2ns5Class6methodERKSsPKc", "ns::Class::method")]
    [InlineData("_ZN2ns5ClassC1Ev", "ns::Class::Class")]
    [InlineData("_ZN2ns5ClassD0Ev", "ns::Class::~Class")]
    [InlineData("_ZN2nsplERKNS_1AES2_", "ns::operator+")]
    [InlineData("_ZN12_GLOBAL__N_14hereEv", "(anonymous namespace)::here")]
    [InlineData("_ZN2ns3maxIiEET_S1_S1_", "ns::max<int>")]
    [InlineData("_Z4callIJiPKcEEvDpOT_", "call<int, char const*>")]
    [InlineData("_Z4callIJEEvDpOT_", "call<>")]
    [InlineData("_ZN1AcvT_IiEEv", "A::operator int<int>")]
    [InlineData("_Z5applyPFviEM1AKFivERA3_i", "apply")]
    [InlineData("_ZZ4mainENKUliE_clEi", "main::{lambda(int)#1}::operator()")]
    [InlineData("_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE6appendEPKc",
        "std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> >::append")]
    [InlineData("_ZN1A1fB5cxx11Ev", "A::f[abi:cxx11]")]
    [InlineData("_ZN3fixILi3ELb1ELj7ELl9EE3runEv", "fix<3, true, 7u, 9l>::run")]
    [InlineData("_ZThn16_N1A1fEv", "non-virtual thunk to A::f()")]
    [InlineData("_ZN2ns1fEv.part.0", "ns::f [clone .part.0]")]
    [InlineData("_ZN7mycrate3foo17h0123456789abcdefE", "mycrate::foo")]
    [InlineData("_ZN4core3ptr42drop_in_place$LT$alloc..string..String$GT$17h0123456789abcdefE", "core::ptr::drop_in_place<alloc::string::String>")]
    [InlineData("_RNvC7mycrate3foo", "mycrate::foo")]
    [InlineData("_RNvMNtC7mycrate3modNtB2_1S6method", "<mycrate::mod::S>::method")]
    public void Names(string symbol, string name)
    {
        DemangledName demangled = Assert.NotNull(DemangledName.Of(symbol));
        Assert.Equal(name, demangled.Name);
        Assert.Equal(WithoutHashes(Filter([symbol])[0]), demangled.Full);
    }

    [Theory]
    [InlineData("malloc")]
    [InlineData("_Z")]
    [InlineData("_ZN")]
    [InlineData("_ZN2ns")]
    [InlineData("_Z99f")]
    [InlineData("_ZS9_v")]
    [InlineData("_R")]
    [InlineData("_RB_")]
    [InlineData("_RNvB_3foo")]
    [InlineData("_ZN1AcvT_I1AIT_EEEv.")]
    public void DifferentOrDamagedName(string symbol) => DemangledName.Of(symbol);

    [Fact]
    public void TruncatedAndRecursiveNamesTerminate()
    {
        const string Symbol = "_ZNSt6vectorINSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEESaIS5_EE17_M_realloc_insertIJRKS5_EEEvN9__gnu_cxx17__normal_iteratorIPS5_S7_EEDpOT_";
        for (int length = 0; length < Symbol.Length; length++)
        {
            DemangledName.Of(Symbol[..length]);
        }

        DemangledName.Of("_Z" + new string('P', 100_000) + "v");
        DemangledName.Of("_Z1f" + string.Concat(Enumerable.Repeat("N1A", 10_000)));
        // Every substitution doubles the one before.
        DemangledName.Of("_Z1fI1AIiiEE1BIS1_S1_E" + string.Concat(Enumerable.Range(0, 60).Select(i => $"1CIS{(char)('2' + (i % 8))}_S{(char)('2' + (i % 8))}_E")) + "v");
    }

    [Theory]
    [InlineData("_ZN12_GLOBAL__N_13fooEi", "(anonymous namespace)::foo")]
    [InlineData("_ZN2ns12_GLOBAL__N_13barEi", "ns::(anonymous namespace)::bar")]
    [InlineData("_ZNK2ns1VclEi", "ns::V::operator()")]
    [InlineData("_ZN2ns1FIFilEE4callEv", "ns::F<int (long)>::call")]
    public void NamesThatContainParenthesesNeedNoParameters(string symbol, string name)
    {
        DemangledFunction function = new(DemangledName.Of(symbol)!.Value, 0);
        Assert.True(function.IsNamed(name));
        Assert.True(function.IsNamed(function.Name.Full));
        Assert.True(function.IsMeantBy(name));
        Assert.False(function.IsNamed(name + "x"));
    }

    [Fact]
    public void CPlusPlusLibraryNamesMatchCppfilt()
    {
        string library = Tool.Run("g++", "-print-file-name=libstdc++.so.6").Trim();
        string[] symbols = [.. Tool.Run("nm", "-D", "--defined-only", library).Split('\n')
            .Select(line => line.Split(' ')[^1].Split('@')[0]).Where(symbol => symbol.StartsWith("_Z", StringComparison.Ordinal)).Distinct()];
        Compare(symbols, leastKnown: 0.985);
    }

    [Theory]
    [InlineData("-g")]
    [InlineData("-Csymbol-mangling-version=v0")]
    public void RustNamesMatchCppfilt(string mangling)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("bpf-rust-");
        try
        {
            string program = Path.Combine(directory.FullName, "program");
            Tool.Run("rustc", mangling, "-o", program, Path.Combine(AppContext.BaseDirectory, "targets", "names.rs"));
            string[] symbols = [.. Tool.Run("nm", "--defined-only", program).Split('\n')
                .Select(line => line.Split(' ')[^1]).Where(symbol => symbol.StartsWith("_ZN", StringComparison.Ordinal) || symbol.StartsWith("_R", StringComparison.Ordinal)).Distinct()];
            Assert.Contains(symbols, symbol => DemangledName.Of(symbol)?.Name is "names::shapes::area");
            Compare(symbols, leastKnown: 0.98);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static void Compare(string[] symbols, double leastKnown)
    {
        Assert.NotEmpty(symbols);
        string[] expected = Filter(symbols);
        int known = 0;
        List<string> wrong = [];
        for (int i = 0; i < symbols.Length; i++)
        {
            if (DemangledName.Of(symbols[i]) is not { } name)
            {
                continue;
            }

            known++;
            // c++filt leaves the escaped characters of older Rust names as they are.
            if (name.Full != WithoutHashes(expected[i]) && !expected[i].Contains('$'))
            {
                wrong.Add($"{symbols[i]}\n  {expected[i]}\n  {name.Full}");
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{symbols.Length} names, {known} known, {wrong.Count} different");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {symbols.Length}:\n{string.Join('\n', wrong.Take(40))}");
        Assert.InRange((double)known / symbols.Length, leastKnown, 1);
    }

    // c++filt also shows the crate disambiguators of Rust names and the types of constants.
    private static string WithoutHashes(string name)
        => Regex.Replace(name, "::h[0-9a-f]{16}(?=$| )|(?<=[a-z0-9_])\\[[0-9a-f]{1,16}\\](?=::)|(?<=[0-9]): [iu](size|[0-9]+)", "");

    private static string[] Filter(IEnumerable<string> symbols)
    {
        using Process filter = Process.Start(new ProcessStartInfo("c++filt") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Task<string> output = filter.StandardOutput.ReadToEndAsync();
        foreach (string symbol in symbols)
        {
            filter.StandardInput.WriteLine(symbol);
        }

        filter.StandardInput.Close();
        return output.Result.TrimEnd('\n').Split('\n');
    }
}
