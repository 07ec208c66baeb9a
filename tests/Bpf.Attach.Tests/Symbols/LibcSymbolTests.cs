using Bpf.Attach.Tests.Support;
using Bpf.Objects.Symbols.Tables;
using Bpf.Runtime;
using Bpf.Runtime.Attach;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Symbols;

/// <summary>The pitfalls of a real C library: versions, indirect functions, aliases, imports.</summary>
[Trait("Category", "Quick")]
public sealed class LibcSymbolTests
{
    private readonly BinarySymbols _libc = Binary.SymbolsOf("libc");

    [Theory]
    [InlineData("libc")]
    [InlineData("libc.so.6")]
    [InlineData("libc.so")]
    public void LibcByName(string name) => Assert.EndsWith("/libc.so.6", Binary.Find(name), StringComparison.Ordinal);

    [Fact]
    public void ProgramByName() => Assert.EndsWith("/ls", Binary.Find("ls"), StringComparison.Ordinal);

    [Fact]
    public void MissingBinaryIsReportedWithTheSearchedDirectories()
    {
        BinaryNotFoundException failure = Assert.Throws<BinaryNotFoundException>(() => Binary.Find("libnowhere.so.7"));
        Assert.Contains("ld.so.cache", failure.Message, StringComparison.Ordinal);
        Assert.Contains("/usr/lib", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PlainFunctions() => Assert.NotEqual(_libc.Resolve("malloc"), _libc.Resolve("free"));

    [Fact]
    public void PatternMatchingTwoVersionsOfAFunctionIsOnePlace()
        => Assert.Single(_libc.ResolveAll("pthread_rwlock_wrloc?").Offsets);

    [Fact]
    public void IndirectFunctionIsExplained()
    {
        SymbolException failure = Assert.Throws<SymbolException>(() => _libc.Resolve("strlen"));
        Assert.Contains("indirect function", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("libm", "cos")]
    [InlineData("libm", "floor")]
    [InlineData("libc", "time")]
    [InlineData("libc", "strlen")]
    [InlineData("libc", "memcpy")]
    [InlineData("libc", "strcasecmp")]
    public void OnlyItsOwnImplementationsAreListed(string library, string function)
    {
        KernelRequirement.Need(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64, "indirect functions of x86-64");
        SymbolException failure = Assert.Throws<SymbolException>(() => Binary.SymbolsOf(library).Resolve(function));
        Assert.Contains("indirect function", failure.Message, StringComparison.Ordinal);
        const string Advice = "Probe an implementation: ";
        int start = failure.Message.IndexOf(Advice, StringComparison.Ordinal);
        if (start < 0)
        {
            Assert.Contains("No symbol in this file identifies its implementations", failure.Message, StringComparison.Ordinal);
            return;
        }

        // If the debug symbols of the C library are installed.
        string[] names = failure.Message[(start + Advice.Length)..].TrimEnd('.').Split(", ");
        Assert.All(names, name => Assert.Matches($"^_*{function}_(?!chk|l_|finite)", name));
    }

    [Fact]
    public void ImplementationsIncludeCompilerAndLibraryClones()
    {
        SymbolCandidate[] functions =
        [
            .. ((string[])["__memcpy_avx_unaligned", "__memcpy_erms", "__memcpy_chk_erms", "memcpyx", "wmemcpy_sse2", "memcpy_api", "memcpy.resolver", "memcpy.avx2", "memcpy", "timer_memcpy"])
                .Select(name => new SymbolCandidate(name, null, true, false, IsIndirect: false, 1, 1)),
            .. ((string[])["memcpy", "__memcpy_chk", "memcpy_old"]).Select(name => new SymbolCandidate(name, null, true, false, IsIndirect: true, 1, 1)),
        ];
        Assert.Equal(["__memcpy_avx_unaligned", "__memcpy_erms", "memcpy.avx2"], IndirectFunction.ImplementationsOf("memcpy", functions, ["memcpy_api", "memcpy"]));
        Assert.Equal(["__memcpy_chk_erms"], IndirectFunction.ImplementationsOf("__memcpy_chk", functions, []));
    }

    [Fact]
    public void UnusedOldVersionOfAnIndirectFunctionIsNotProbed()
    {
        SymbolException failure = Assert.Throws<SymbolException>(() => _libc.Resolve("memcpy"));
        Assert.Contains("indirect function", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void VersionSelectsTheSymbol()
    {
        KernelRequirement.Need(_libc.ResolveAll("pthread_cond_signa?").Offsets.Length > 1, "this libc has one version of pthread_cond_signal");
        ulong current = _libc.Resolve("pthread_cond_signal@@GLIBC_2.3.2");
        Assert.Equal(current, _libc.Resolve("pthread_cond_signal@GLIBC_2.3.2"));
        Assert.Equal(current, _libc.Resolve("pthread_cond_signal"));
        Assert.NotEqual(current, _libc.Resolve("pthread_cond_signal@GLIBC_2.2.5"));

        SymbolException failure = Assert.Throws<SymbolException>(() => _libc.Resolve("pthread_cond_signal@NOPE"));
        Assert.Contains("GLIBC_2.3.2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NearNamesAreSuggested()
    {
        SymbolException failure = Assert.Throws<SymbolException>(() => _libc.Resolve("mallok"));
        Assert.Contains("malloc", failure.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void ImportedSymbolIsDistinguishedFromAnUnknownName()
    {
        SymbolException failure = Assert.Throws<SymbolException>(() => Binary.SymbolsOf("ls").Resolve("malloc"));
        Assert.Contains("imports", failure.Message, StringComparison.Ordinal);
    }
}
