using System;

namespace Bpf.Shared;

/// <summary>What the options of bpfc take: it checks its command line by them, and the build task the properties that a project may set.</summary>
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

    /// <summary>LLVM pipelines. Only these hold the passes that lower CO-RE accesses; with others LLVM aborts.</summary>
    public static readonly string[] Pipelines = ["default<O0>", "default<O1>", "default<O2>", "default<O3>", "default<Os>", "default<Oz>"];

    /// <summary>How a kernel version is written.</summary>
    public const string KernelVersionForm = "a kernel version of two numbers with a dot between them, such as 5.15";

    /// <summary>Whether <paramref name="text"/> is a kernel version.</summary>
    public static bool IsKernelVersion(string? text) => Version.TryParse(text, out _);
}
