using System;

namespace Bpf.Shared;

/// <summary>Valid values of bpfc's options. bpfc checks its command line against them, and the build task the properties of the project.</summary>
internal static class CompilerOptionValues
{
    /// <summary>Kernel architecture x86_64.</summary>
    public const string X64 = "x86_64";

    /// <summary>Kernel architecture aarch64.</summary>
    public const string Arm64 = "aarch64";

    /// <summary>Kernel architectures, in the order in which they are compiled by default.</summary>
    public static readonly string[] Architectures = [X64, Arm64];

    /// <summary>Instruction sets.</summary>
    public static readonly string[] Cpus = ["v1", "v2", "v3", "v4"];

    /// <summary>LLVM pipelines. Only these contain the passes that lower CO-RE accesses; with others LLVM aborts.</summary>
    public static readonly string[] Pipelines = ["default<O0>", "default<O1>", "default<O2>", "default<O3>", "default<Os>", "default<Oz>"];

    /// <summary>Describes the form of a kernel version.</summary>
    public const string KernelVersionForm = "a major and minor kernel version, such as 5.15";

    /// <summary>Returns whether <paramref name="text"/> is a kernel version.</summary>
    public static bool IsKernelVersion(string? text) => Version.TryParse(text, out _);
}
