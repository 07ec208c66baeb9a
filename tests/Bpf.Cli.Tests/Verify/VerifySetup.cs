using System.Reflection;
using Bpf.Testing;

[assembly: AssemblyFixture(typeof(Bpf.Cli.Tests.Verify.VerifySetup))]

namespace Bpf.Cli.Tests.Verify;

/// <summary>What <c>bpf verify</c> needs: the guest program, which is not part of an ordinary build, and kernels in a cache directory of its own.</summary>
public sealed class VerifySetup : IDisposable
{
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("bpf-verify-");
    private readonly Lazy<bool> _isBuilt;

    public VerifySetup() => _isBuilt = new Lazy<bool>(Build);

    public void Dispose() => _cache.Delete(recursive: true);

    /// <summary>Runs the command.</summary>
    internal BpfCommand Run(params string[] arguments) => RunWithPath("$PATH", arguments);

    /// <summary>Runs the command with another search path; <c>$PATH</c> stands for the usual one.</summary>
    internal BpfCommand RunWithPath(string path, params string[] arguments)
    {
        _ = _isBuilt.Value;
        return BpfCommand.RunIn($"""DOTNET=$(command -v dotnet); shift; XDG_CACHE_HOME={_cache.FullName} PATH={path} exec "$DOTNET" "$@" """, ["verify", .. arguments]);
    }

    /// <summary>Path of a kernel that <see cref="Build"/> fetches.</summary>
    internal string Kernel(string name)
    {
        _ = _isBuilt.Value;
        return Path.Combine(Root, "artifacts", "kernels", name, "vmlinuz");
    }

    private static string Root => Metadata("RepositoryRoot");

    private bool Build()
    {
        KernelRequirement.NeedTool("qemu-system-x86_64");
        KernelRequirement.NeedTool("qemu-system-aarch64");
        Tool.Run("bash", Path.Combine(Root, "eng", "kernels.sh"), "fetch", "x86_64-6.1", "x86_64-7.3", "aarch64-6.12");
        Directory.CreateDirectory(Path.Combine(_cache.FullName, "bpf-sdk"));
        Directory.CreateSymbolicLink(Path.Combine(_cache.FullName, "bpf-sdk", "kernels"), Path.Combine(Root, "artifacts", "kernels"));
        Tool.Run("env", "-u", "MSBuildSDKsPath", "-u", "MSBuildExtensionsPath", "-u", "MSBUILD_EXE_PATH", "-u", "MSBuildLoadMicrosoftTargetsReadOnly", "dotnet", "build",
            Path.Combine(Root, "src", "Bpf.Cli"), "--no-restore", "-t:BpfGuest", "-c", Metadata("Configuration"), "-v", "quiet");
        return true;
    }

    private static string Metadata(string key)
        => typeof(VerifySetup).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
