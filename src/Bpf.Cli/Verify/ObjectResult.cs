using Bpf.Verify.Guest.Protocol;

namespace Bpf.Cli.Verify;

/// <summary>What loading the programs of an object on a kernel gave.</summary>
/// <param name="Release">The kernel's release, such as <c>6.12.63+deb13-cloud-amd64</c>.</param>
/// <param name="Programs">The programs, in the order of the object; empty if the object cannot be opened.</param>
/// <param name="Error">Why the object cannot be opened.</param>
/// <param name="IsFinal">False if the machine failed, which another run may not.</param>
internal sealed record ObjectResult(string Release, IReadOnlyList<ProgramResult> Programs, string? Error = null, bool IsFinal = true);
