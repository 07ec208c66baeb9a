using Xunit;

namespace Bpf.Testing;

/// <summary>The requirements of a test: kernel, user and tools.</summary>
internal static class KernelRequirement
{
    /// <summary>Skips the test with a reason if the requirement is not met; with BPF_REQUIRE_KERNEL=1, fails it.</summary>
    public static void Need(bool isMet, string reason)
    {
        if (isMet)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("BPF_REQUIRE_KERNEL") == "1")
        {
            Assert.Fail($"BPF_REQUIRE_KERNEL=1, but {reason}");
        }

        Assert.Skip(reason);
    }

    /// <summary>The test loads BPF programs, which <c>eng/test.sh --quick</c> does not do, whoever runs it.</summary>
    public static void NeedRoot()
    {
        NeedMoreThanQuick("this test loads BPF programs");
        Need(Environment.IsPrivilegedProcess, "this test needs root to load BPF programs");
    }

    /// <summary>Whether a test that is useful without the kernel may also load programs; with BPF_REQUIRE_KERNEL=1, fails it if it may not.</summary>
    public static bool MayLoad()
    {
        bool may = Environment.IsPrivilegedProcess && Environment.GetEnvironmentVariable("BPF_QUICK_TESTS") != "1";
        if (!may && Environment.GetEnvironmentVariable("BPF_REQUIRE_KERNEL") == "1")
        {
            Assert.Fail("BPF_REQUIRE_KERNEL=1, but this test may not load programs");
        }

        return may;
    }

    /// <summary>Requires a tool that eng/test.sh installs and eng/test.sh --quick does not use, even where it is installed.</summary>
    public static void NeedTool(string name)
    {
        NeedMoreThanQuick($"this test runs {name}");
        Need(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, name))),
            $"this test needs {name}; eng/test.sh installs it");
    }

    private static void NeedMoreThanQuick(string reason)
        => Need(Environment.GetEnvironmentVariable("BPF_QUICK_TESTS") != "1", $"{reason}, which eng/test.sh --quick leaves out");
}
