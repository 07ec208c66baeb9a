using Bpf.Verify.Guest.Protocol;

namespace Bpf.Cli.Verify;

/// <summary>What loading one program gave on each kernel.</summary>
/// <param name="File">File that contains its object.</param>
/// <param name="Object">Name of the object.</param>
/// <param name="Program">Name of the program; empty for a failure of the object as a whole.</param>
internal sealed record ProgramRow(string File, string Object, string Program)
{
    private readonly Dictionary<string, ProgramResult> _results = [];

    /// <summary>What to call the program in messages.</summary>
    public string Name => Program.Length == 0 ? Object : $"{Object}:{Program}";

    /// <summary>Notes the result on a kernel.</summary>
    public void Add(string kernel, ProgramResult result) => _results[kernel] = result;

    /// <summary>The result on a kernel; <see langword="null"/> if the object is for another architecture, or the kernel failed.</summary>
    public ProgramResult? On(string kernel) => _results.GetValueOrDefault(kernel);

    /// <summary>
    /// The results that are not success, each with the kernels that gave it. Kernels may describe the same refusal with other registers; the last one speaks
    /// for all.
    /// </summary>
    public IEnumerable<(ProgramResult Result, string[] Kernels)> Problems => _results.Where(item => item.Value.State != ProgramState.Ok)
        .GroupBy(item => (item.Value.State, WhatIsWrong(item.Value), item.Value.Refusal?.Report.Source))
        .Select(group => (group.Last().Value, group.Select(item => item.Key).ToArray()));

    // Kernels word the same refusal differently.
    private static string? WhatIsWrong(ProgramResult result) => result.Refusal?.Report is { } report ? report.Explanation ?? report.Reason : result.Error;
}
