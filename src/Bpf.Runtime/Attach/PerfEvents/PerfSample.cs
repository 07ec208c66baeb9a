using Bpf.Shared;

namespace Bpf.Runtime.Attach.PerfEvents;

/// <summary>An event to sample.</summary>
/// <param name="Source">The event.</param>
/// <param name="Syntax">The event with its rate.</param>
/// <param name="Cookie">Value that the program reads as its cookie; 0 for none.</param>
internal sealed record PerfSample(PerfEventSource Source, PerfEventSyntax Syntax, ulong Cookie);
