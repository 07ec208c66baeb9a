namespace Bpf.Runtime;

/// <summary>Receives a record whose type is not known at compile time.</summary>
/// <param name="map">The map that it came through.</param>
/// <param name="record">The record, in place; valid during the call.</param>
public delegate void RawRecordHandler(BpfMap map, ReadOnlySpan<byte> record);
